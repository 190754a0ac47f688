import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, stringify } from 'yaml';
import type { Emulator } from '../../../src/emulator/start-emulator.ts';
import { PASSWORD, startSmallJira } from '../../support/small-jira.ts';
import { eventually } from '../cli/workshop.ts';

const execute = promisify(execFile);

export const WEBHOOK_SECRET = randomBytes(32).toString('hex');

/** What `docker inspect` says of a container, as far as tests look at it. */
export type Inspected = {
  readonly Config: { readonly User: string; readonly Labels: Readonly<Record<string, string>> };
  readonly HostConfig: Readonly<Record<string, unknown>>;
  readonly State: { readonly Status: string; readonly ExitCode: number; readonly Health?: { readonly Status: string } };
};

/** The folder of an administrator who follows docs/docker.md, with a Jira on this machine. */
export class ComposeSite {
  readonly jira: Emulator;
  readonly url: string;
  /** A key of the API. */
  key = '';
  /** The id of the container that was started last. */
  container = '';
  readonly #folder: string;
  readonly #image: string;
  readonly #compose: readonly string[];

  private constructor(jira: Emulator, folder: string, image: string, port: number, compose: readonly string[]) {
    this.jira = jira;
    this.#folder = folder;
    this.#image = image;
    this.url = `http://127.0.0.1:${port}`;
    this.#compose = compose;
  }

  /** The image is built from `base`; compose.yaml is as it lies here, but for names, addresses and how often it polls. */
  static async open(base: string, compose: readonly string[], subnet: number, port: number): Promise<ComposeSite> {
    const name = `tract-image-${randomBytes(4).toString('hex')}`;
    await docker(['build', '--quiet', '--build-arg', `BASE=${base}`, '--tag', name, '.']);
    const folder = mkdtempSync(join(tmpdir(), `${name}-`));
    const jira = await startSmallJira({ personality: 'server', host: '0.0.0.0' });
    const network = `172.16.${subnet}`;
    const { services, ...rest } = parse(readFileSync('config/docker/compose.yaml', 'utf8'), { merge: true });
    const { app } = services;
    const env = { JIRA_URL: `http://${network}.1:${jira.port}`, TRACT_TRUSTED_PROXIES: `${network}.1` };
    const changed = {
      ...app,
      image: name,
      ports: [`127.0.0.1:${port}:3100`],
      healthcheck: { interval: '1s' },
      environment: { ...withLogin(app.environment), ...env, TRACT_POLL: '* * * * * *' },
    };
    const networks = { default: { ipam: { config: [{ subnet: `${network}.0/24` }] } } };
    writeFileSync(
      join(folder, 'compose.yaml'),
      stringify({ ...rest, 'x-service': {}, networks, services: { app: changed } }),
    );
    const site = new ComposeSite(jira, folder, name, port, compose);
    await site.#writeSecrets();
    return site;
  }

  /** `docker compose`, in the folder. */
  async compose(...args: readonly string[]): Promise<string> {
    const [program = '', ...first] = this.#compose;
    const { stdout } = await execute(program, [...first, ...args], { cwd: this.#folder });
    return stdout;
  }

  /** A line of shell in the running container. */
  shell(line: string): Promise<string> {
    return docker(['exec', this.container, 'sh', '-c', `{ ${line}; } 2>&1`]);
  }

  /** Resolves once it is healthy, in words of Docker. */
  async start(): Promise<void> {
    await this.compose('up', '--detach');
    this.container = (await this.compose('ps', '-q', 'app')).trim();
    await eventually(
      async () => (await this.inspect(this.container)).seen.State.Health?.Status,
      (status) => status === 'healthy',
      120_000,
    );
  }

  async inspect(container: string): Promise<{ readonly text: string; readonly seen: Inspected }> {
    const text = await docker(['inspect', container]);
    return { text, seen: JSON.parse(text)[0] };
  }

  /** The image with the folder of secrets to write to, as for `tract serve keys`. */
  withSecrets(...args: readonly string[]): Promise<string> {
    return docker(['run', '--rm', '--volume', `${this.#secrets}:/opt/tract/config`, this.#image, ...args]);
  }

  async close(): Promise<void> {
    await this.compose('down', '--volumes', '--timeout', '1').catch(() => '');
    await this.#giveSecretsTo(process.getuid?.() ?? 0).catch(() => {});
    await docker(['image', 'rm', '--force', this.#image]).catch(() => '');
    rmSync(this.#folder, { recursive: true, force: true });
    await this.jira.close();
  }

  async #writeSecrets(): Promise<void> {
    const folder = this.#secrets;
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(join(folder, 'jira-password'), `${PASSWORD}\n`, { mode: 0o600 });
    writeFileSync(join(folder, 'webhook-secret'), `${WEBHOOK_SECRET}\n`, { mode: 0o600 });
    await this.#giveSecretsTo(751);
    this.key = (
      await this.withSecrets('serve', 'keys', 'add', 'developers', '--file', '/opt/tract/config/api.keys')
    ).trim();
  }

  async #giveSecretsTo(user: number): Promise<void> {
    const mount = `${this.#secrets}:/secrets`;
    const chown = ['--entrypoint', 'chown', this.#image, '-R', `${user}:${user}`, '/secrets'];
    await docker(['run', '--rm', '--user', '0', '--volume', mount, ...chown]);
  }

  get #secrets(): string {
    return join(this.#folder, 'app');
  }
}

/** This Jira knows passwords only. */
function withLogin({ JIRA_TOKEN_FILE: _token, ...rest }: Readonly<Record<string, string>>) {
  return { ...rest, JIRA_USERNAME: 'tract', JIRA_PASSWORD_FILE: '/opt/tract/config/jira-password' };
}

/** How Compose is called here; null where it is not there. */
export async function composeCommand(): Promise<readonly string[] | null> {
  for (const command of [['docker', 'compose'], ['docker-compose']]) {
    const [program = '', ...first] = command;
    const isThere = await execute(program, [...first, 'version']).then(
      () => true,
      () => false,
    );
    if (isThere) return command;
  }
  return null;
}

export async function docker(args: readonly string[]): Promise<string> {
  // The builder that every engine has.
  const env = { ...process.env, DOCKER_BUILDKIT: '0' };
  return (await execute('docker', [...args], { env, maxBuffer: 64 * 1024 * 1024 })).stdout;
}
