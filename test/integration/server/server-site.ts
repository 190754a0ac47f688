import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Machine } from '../../support/containers/machine.ts';
import { PrivateNetwork } from '../../support/containers/private-network.ts';
import { bundledPackage } from './bundled-package.ts';

/** A program of ours in a container of its own, once it has said `words`. */
export type Beside = {
  readonly name: string;
  readonly command: readonly string[];
  readonly port: number;
  readonly words: string;
};

type Parts = Pick<ServerSite, 'server' | 'developer' | 'jira' | 'network'>;

/** A bare server with systemd and sshd, a Jira with the projects APP and TB, and the machine of a developer. */
export class ServerSite {
  readonly server: Machine;
  readonly developer: Machine;
  readonly jira: Machine;
  /** Of all of them, by these names. */
  readonly network: PrivateNetwork;
  readonly #cleanUp: (() => Promise<void>)[];

  private constructor({ server, developer, jira, network }: Parts, cleanUp: (() => Promise<void>)[]) {
    this.server = server;
    this.developer = developer;
    this.jira = jira;
    this.network = network;
    this.#cleanUp = cleanUp;
  }

  /** `packages` is at /bundle on the server, and in the containers beside it. */
  static async open(image: string, packages = bundledPackage(), programs: readonly Beside[] = []): Promise<ServerSite> {
    const cleanUp: (() => Promise<void>)[] = [];
    const folder = mkdtempSync(join(tmpdir(), 'tract-server-'));
    cleanUp.push(async () => rmSync(folder, { recursive: true, force: true }));
    try {
      const network = await PrivateNetwork.open();
      cleanUp.push(() => network.close());
      const project = { source: process.cwd(), target: '/src', mode: 'ro' } as const;
      const modules = { source: realpathSync('node_modules'), target: '/src/node_modules', mode: 'ro' } as const;
      const up = async (machine: Promise<Machine>) => {
        cleanUp.push(async () => (await machine).stop());
        return machine;
      };
      const beside = { image, networks: [[network, 'jira']], mounts: [project, modules], folder: '/src' } as const;
      const command = ['node', '--import', 'tsx', 'test/support/containers/serve-small-jira.ts'];
      const bare = {
        image,
        networks: [[network, 'server']],
        mounts: [project, npm(), bundle(packages), carry(folder)],
      } as const;
      const desk = [project, modules, npm(), carry(folder)] as const;
      const [server, developer, jira] = await Promise.all([
        up(Machine.boot(bare, 22)),
        up(Machine.boot({ image, networks: [[network, 'developer']], mounts: desk }, 22)),
        up(Machine.start({ ...beside, command }, 8080, 'Jira listens')),
        ...programs.map(({ name, ...program }) => {
          const spec = {
            ...beside,
            networks: [[network, name]],
            mounts: [project, modules, bundle(packages)],
          } as const;
          return up(Machine.start({ ...spec, command: program.command }, program.port, program.words));
        }),
      ]);
      for (const machine of [server, developer]) await machine.run(NPM_LINK);
      return new ServerSite({ server, developer, jira, network }, cleanUp);
    } catch (error) {
      await runAll(cleanUp);
      throw error;
    }
  }

  /** Waits until a line of shell on the server succeeds. */
  async until(line: string): Promise<void> {
    await this.server.run(`for turn in $(seq 300); do (${line}) >/dev/null 2>&1 && exit 0; sleep 0.2; done; ${line}`);
  }

  /** A further machine with systemd and sshd, whom the others know by `name`. */
  async boot(image: string, name: string): Promise<Machine> {
    const machine = await Machine.boot({ image, networks: [[this.network, name]] }, 22);
    this.#cleanUp.push(() => machine.stop());
    return machine;
  }

  close(): Promise<void> {
    return runAll(this.#cleanUp);
  }
}

const NPM_LINK = 'ln -sf ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm';

/** The npm of this machine, where an installed Node would have it. */
function npm() {
  const source = resolve(dirname(realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim())), '..');
  return { source, target: '/usr/local/lib/node_modules/npm', mode: 'ro' } as const;
}

function bundle(folder: string) {
  return { source: folder, target: '/bundle', mode: 'ro' } as const;
}

/** What everybody on either machine may write to, for files that people carry from one to the other. */
function carry(folder: string) {
  const source = join(folder, 'carry');
  mkdirSync(source, { recursive: true });
  chmodSync(source, 0o777);
  return { source, target: '/carry', mode: 'rw' } as const;
}

async function runAll(cleanUp: readonly (() => Promise<void>)[]): Promise<void> {
  for (const step of [...cleanUp].reverse()) await step().catch(() => {});
}
