import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getContainerRuntimeClient } from 'testcontainers';
import type { CycleReport } from '../../../src/reconciler/cycle-report.ts';
import { Machine, type MachineSpec } from '../../support/containers/machine.ts';
import { PrivateNetwork } from '../../support/containers/private-network.ts';
import { makeKey, sshCommand } from '../../support/flow-sshd.ts';
import { PASSWORD } from '../../support/small-jira.ts';
import { API_KEY, eventually } from '../cli/workshop.ts';
import { isIdle } from '../crash/crash-site.ts';
import { Developer } from './developer.ts';
import { Manager } from './manager.ts';

/** The user to whom the repository belongs: developers log in as this one, and the daemon runs as it. */
const OWNER = '2000';
const VOLUME_FOLDER = '/srv/git';
const REPOSITORY = `${VOLUME_FOLDER}/app.git`;
const PROGRAM = ['node', 'dist/cli/main.js'];
/** A search in Jira's index may miss what was just made for 15 seconds, and a lost answer is waited for a minute. */
const REST_MS = 120_000;

type Networks = Readonly<Record<'back' | 'front', PrivateNetwork>>;

/**
 * Jira, the daemon, and the server to which developers push, each in a container. `back` is between Jira and the daemon,
 * `front` between the daemon and the git server; people come through published ports. The repository is on a volume that
 * daemon and git server share.
 */
export class ChaosSite {
  readonly networks: Networks;
  readonly jira: Machine;
  readonly gitServer: Machine;
  readonly daemon: Machine;
  readonly developer: Developer;
  readonly manager: Manager;
  readonly #cleanUp: readonly (() => Promise<void>)[];

  private constructor(
    parts: Pick<ChaosSite, 'networks' | 'jira' | 'gitServer' | 'daemon' | 'developer' | 'manager'>,
    cleanUp: readonly (() => Promise<void>)[],
  ) {
    this.networks = parts.networks;
    this.jira = parts.jira;
    this.gitServer = parts.gitServer;
    this.daemon = parts.daemon;
    this.developer = parts.developer;
    this.manager = parts.manager;
    this.#cleanUp = cleanUp;
  }

  /** With APP-1, APP-2 and an issue for each title, on both sides. */
  static async open(image: string, titles: readonly string[]): Promise<ChaosSite> {
    const cleanUp: (() => Promise<void>)[] = [];
    try {
      return await ChaosSite.#open(image, titles, cleanUp);
    } catch (error) {
      await runAll(cleanUp);
      throw error;
    }
  }

  static async #open(image: string, titles: readonly string[], cleanUp: (() => Promise<void>)[]): Promise<ChaosSite> {
    const folder = mkdtempSync(join(tmpdir(), 'tract-chaos-'));
    cleanUp.push(async () => rmSync(folder, { recursive: true, force: true }));
    const volume = await makeVolume(cleanUp);
    const networks = { back: await PrivateNetwork.open(), front: await PrivateNetwork.open() };
    cleanUp.push(...Object.values(networks).map((network) => () => network.close()));
    const up = async (spec: MachineSpec, port: number, words: string) => {
      const machine = await Machine.start(spec, port, words);
      cleanUp.push(() => machine.stop());
      return machine;
    };
    const keys = makeKeys(folder);
    const [jira, gitServer] = await Promise.all([
      up(jiraSpec(image, networks, titles), 8080, 'Jira listens'),
      up(gitServerSpec(image, networks, volume, keys), 22, 'Server listening'),
    ]);
    const daemonAt = daemonSpec(image, networks, volume);
    await Machine.run({ ...daemonAt, command: [...PROGRAM, 'onboard'] });
    await gitServer.run(`cd ${REPOSITORY} && ${HOOK_SETTINGS.map((line) => `git config ${line}`).join(' && ')}`, 'git');
    const daemon = await up(daemonAt, 3100, 'healthy flavor=');
    const developer = await Developer.open(join(folder, 'clone'), {
      url: `ssh://git@127.0.0.1:${gitServer.port}${REPOSITORY}`,
      ssh: sshCommand(keys.user, keys.knownHosts(gitServer.port)),
    });
    const manager = new Manager(`http://127.0.0.1:${jira.port}`);
    return new ChaosSite({ networks, jira, gitServer, daemon, developer, manager }, cleanUp);
  }

  /** How the daemon says it is; null while it cannot be reached. */
  async health(): Promise<string | null> {
    const answer = await fetch(`http://127.0.0.1:${this.daemon.port}/health`).catch(() => null);
    return answer === null ? null : ((await answer.json()) as { readonly status: string }).status;
  }

  async sync(full = false): Promise<CycleReport> {
    const headers = { Authorization: `Bearer ${API_KEY}`, 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ full }) };
    const response = await fetch(`http://127.0.0.1:${this.daemon.port}/sync`, init);
    if (!response.ok) throw new Error(`POST /sync answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as CycleReport;
  }

  /** Cycles until one went well and had nothing to do. */
  async rest(): Promise<void> {
    await eventually(
      () => this.sync().catch((error: Error) => error),
      (seen) => !(seen instanceof Error) && seen.error === null && isIdle(seen),
      REST_MS,
    );
  }

  /** For whoever looks why something failed. */
  async lastWords(): Promise<string> {
    const parts = Object.entries({ daemon: this.daemon, jira: this.jira, 'git server': this.gitServer });
    const told = parts.map(async ([name, machine]) => `-- ${name}:\n${await machine.lastLines(40)}`);
    return (await Promise.all(told)).join('\n');
  }

  async close(): Promise<void> {
    await runAll(this.#cleanUp);
  }
}

/** Where the hook finds the daemon, and that developers need not wait long while it is away. */
const HOOK_SETTINGS = ['tract.server http://daemon:3100', 'tract.keyFile /etc/tract/hook.key', 'tract.wait 1'];

function jiraSpec(image: string, { back }: Networks, titles: readonly string[]): MachineSpec {
  return {
    image,
    command: ['node', '--import', 'tsx', 'test/support/containers/serve-small-jira.ts', ...titles],
    networks: [[back, 'jira']],
    mounts: projectMounts(),
    folder: process.cwd(),
    slows: true,
  };
}

/** The project as it lies here, where its packages may lie elsewhere. */
function projectMounts(): NonNullable<MachineSpec['mounts']> {
  const folders = new Set([process.cwd(), realpathSync('node_modules')]);
  return [...folders].map((source) => ({ source, target: source, mode: 'ro' }));
}

type Keys = { readonly host: string; readonly user: string; readonly knownHosts: (port: number) => string };

function gitServerSpec(image: string, { front }: Networks, volume: string, { host, user }: Keys): MachineSpec {
  const prepare = [
    'set -e',
    `id git >/dev/null 2>&1 || useradd --uid ${OWNER} --create-home --shell /bin/sh --password '*' git`,
    `chown ${OWNER}:${OWNER} ${VOLUME_FOLDER}`,
    'mkdir -p /run/sshd',
    'exec /usr/sbin/sshd -D -e -f /etc/tract/sshd-config',
  ];
  const file = (name: string, content: string, mode: number) => ({ target: `/etc/tract/${name}`, content, mode });
  return {
    image,
    command: ['sh', '-c', prepare.join('\n')],
    networks: [[front, 'git']],
    mounts: [{ source: volume, target: VOLUME_FOLDER, mode: 'rw' }],
    files: [
      file('host-key', readFileSync(host, 'utf8'), 0o600),
      file('authorized-keys', readFileSync(`${user}.pub`, 'utf8'), 0o644),
      file('hook.key', API_KEY, 0o644),
      file('sshd-config', SSHD_CONFIG, 0o644),
    ],
    slows: true,
  };
}

const SSHD_CONFIG = [
  'HostKey /etc/tract/host-key',
  'AuthorizedKeysFile /etc/tract/authorized-keys',
  'PidFile none',
  'UsePAM no',
  'PasswordAuthentication no',
  'KbdInteractiveAuthentication no',
  '',
].join('\n');

function daemonSpec(image: string, { back, front }: Networks, volume: string): MachineSpec {
  return {
    image,
    command: [...PROGRAM, 'serve'],
    networks: [
      [back, 'daemon'],
      [front, 'daemon'],
    ],
    mounts: [{ source: volume, target: VOLUME_FOLDER, mode: 'rw' }, ...projectMounts()],
    folder: process.cwd(),
    user: `${OWNER}:${OWNER}`,
    env: {
      JIRA_URL: 'http://jira:8080',
      JIRA_USERNAME: 'tract',
      JIRA_PASSWORD: PASSWORD,
      TRACT_PROJECT: 'APP',
      TRACT_REPO: REPOSITORY,
      TRACT_HOST: '0.0.0.0',
      TRACT_API_KEY: API_KEY,
      TRACT_RATE_LIMIT: '100000',
      TRACT_POLL: '* * * * * *',
      HOME: '/tmp',
    },
  };
}

async function makeVolume(cleanUp: (() => Promise<void>)[]): Promise<string> {
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const name = `tract-${randomUUID()}`;
  await dockerode.createVolume({ Name: name });
  cleanUp.push(() => dockerode.getVolume(name).remove());
  return name;
}

function makeKeys(folder: string): Keys {
  const [host, user] = [makeKey(join(folder, 'host-key')), makeKey(join(folder, 'user-key'))];
  const knownHosts = (port: number) => {
    const path = join(folder, 'known-hosts');
    writeFileSync(path, `[127.0.0.1]:${port} ${readFileSync(`${host}.pub`, 'utf8')}`);
    return path;
  };
  return { host, user, knownHosts };
}

/** Last in, first out; one that fails keeps none of the others. */
async function runAll(cleanUp: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const each of cleanUp.toReversed()) await each().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('\n'));
}
