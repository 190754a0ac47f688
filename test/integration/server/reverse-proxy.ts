import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../src/cli/demo/free-port.ts';
import { eventually } from '../cli/workshop.ts';

const HOST = 'tract.example.com';
/** The machine that Jira is, for the proxy. */
export const JIRA = '127.0.0.10';

export type Program = 'nginx' | 'caddy';

export type Asking = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** An address of this machine. */
  readonly from?: string;
};

export type Told = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: string };

/** A real proxy, with the configuration that lies in config/proxy, but for ports, addresses and the certificate. */
export class ReverseProxy {
  readonly host: string;
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #port: number;
  readonly #certificate: Buffer;

  private constructor(folder: string, process: ChildProcess, port: number) {
    this.#folder = folder;
    this.#process = process;
    this.#port = port;
    this.host = `${HOST}:${port}`;
    this.#certificate = readFileSync(join(folder, 'cert.pem'));
  }

  /** False where the machine does not have it. */
  static isThere(program: Program): boolean {
    return spawnSync(program, ['-v'], { stdio: 'ignore' }).error === undefined;
  }

  static async open(program: Program, service: number): Promise<ReverseProxy> {
    const folder = mkdtempSync(join(tmpdir(), 'tract-proxy-'));
    // The processes of nginx that speak to clients are of another user.
    chmodSync(folder, 0o755);
    makeCertificate(folder);
    const [http, https] = [await freePort(), await freePort()];
    const [args, config] = CONFIGURED[program](folder, http, https);
    const own = config
      .replaceAll('/etc/tract/tls/', `${folder}/`)
      .replaceAll('/var/log/nginx/', `${folder}/`)
      .replaceAll('192.0.2.10', JIRA)
      .replaceAll('127.0.0.1:3100', `127.0.0.1:${service}`);
    writeFileSync(join(folder, 'config'), own);
    const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const proxy = new ReverseProxy(folder, child, https);
    await eventually(
      () =>
        proxy.ask('/health').then(
          ({ status }) => status,
          () => (child.exitCode === null ? 'not yet' : said),
        ),
      (seen) => seen === 200 || child.exitCode !== null,
    );
    if (child.exitCode !== null) throw new Error(`${program} ended:\n${said}`);
    return proxy;
  }

  /** Asks over TLS, by the name of the proxy unless another `Host` is among the headers. */
  async ask(path: string, asking: Asking = {}): Promise<Told> {
    const answer = await this.open(path, asking);
    let body = '';
    for await (const text of answer.setEncoding('utf8')) body += text;
    return { status: answer.statusCode ?? 0, headers: answer.headers, body };
  }

  /** The answer as it begins, for streams. */
  async open(
    path: string,
    { method = 'GET', headers = {}, body, from = '127.0.0.2' }: Asking,
  ): Promise<IncomingMessage> {
    const asked = request({
      host: '127.0.0.1',
      port: this.#port,
      localAddress: from,
      servername: HOST,
      ca: this.#certificate,
      agent: false,
      method,
      path,
      headers: { Host: this.host, ...headers },
    });
    const answered = once(asked, 'response');
    asked.end(body);
    const [answer] = await answered;
    // Whoever refuses a body need not read it to its end.
    asked.on('error', () => {});
    return answer as IncomingMessage;
  }

  /** All that it logged. */
  logs(): string {
    const names = readdirSync(this.#folder).filter((name) => name.endsWith('.log'));
    return names.map((name) => readFileSync(join(this.#folder, name), 'utf8')).join('');
  }

  async close(): Promise<void> {
    const ended = once(this.#process, 'close');
    if (this.#process.exitCode === null) {
      this.#process.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

type Configured = readonly [args: readonly string[], config: string];

/** How each is started, and what it reads from the file `config` of its folder. */
const CONFIGURED: Readonly<Record<Program, (folder: string, http: number, https: number) => Configured>> = {
  nginx(folder, http, https) {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    const main = ['daemon off;', `pid ${folder}/pid;`, `error_log ${folder}/error.log;`, 'events {}'];
    writeFileSync(
      join(folder, 'main'),
      `${main.join('\n')}\nhttp {\n${temporary.join('\n')}\ninclude ${folder}/config;\n}\n`,
    );
    const config = readFileSync('config/proxy/nginx.conf', 'utf8')
      .replace(/(listen (?:\[::\]:)?)80;/g, `$1${http};`)
      .replace(/(listen (?:\[::\]:)?)443 /g, `$1${https} `);
    return [['-p', folder, '-c', join(folder, 'main'), '-e', join(folder, 'start.log')], config];
  },
  caddy(folder, http, https) {
    const ports = `{\n\tadmin off\n\thttp_port ${http}\n\thttps_port ${https}\n}\n`;
    const config = readFileSync('config/proxy/Caddyfile', 'utf8');
    return [['run', '--config', join(folder, 'config'), '--adapter', 'caddyfile'], ports + config];
  },
};

function makeCertificate(folder: string): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', 'key.pem'];
  const name = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...key, ...name, '-out', 'cert.pem'], {
    cwd: folder,
    stdio: 'ignore',
  });
}
