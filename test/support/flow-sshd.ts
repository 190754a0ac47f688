import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/** Git asks for an absolute path, because the daemon starts itself anew for each connection. */
const PROGRAMS = ['/usr/sbin/sshd', '/usr/bin/sshd', '/usr/local/sbin/sshd'];

/** Where OpenSSH of Debian keeps its separated part; the system makes it when it starts the service. */
const PRIVILEGE_SEPARATION = '/run/sshd';

/** A real sshd on loopback, for the user who runs the tests, with keys of its own. */
export type FlowSshd = {
  /** `ssh://user@127.0.0.1:PORT`, to be followed by an absolute path. */
  readonly url: string;
  /** For the environment of git: the key, the known host, and nothing of whoever runs the tests. */
  readonly command: string;
  /** What it told so far. */
  log(): string;
  stop(): Promise<void>;
};

/** What is missing on this machine for a server of its own; null where nothing is. */
export function sshdMissing(): string | null {
  if (sshdProgram() === null) return 'openssh-server is not installed (apt-get install openssh-server)';
  return isThere('ssh', '-V') && isThere('ssh-keygen', '-?') ? null : 'openssh-client is not installed';
}

/** Starts one; all it writes lies in `folder`, which must be there. */
export async function startFlowSshd(folder: string): Promise<FlowSshd> {
  const program = sshdProgram();
  if (program === null) throw new Error('there is no sshd');
  const { username, uid } = userInfo();
  if (uid === 0) mkdirSync(PRIVILEGE_SEPARATION, { recursive: true, mode: 0o755 });
  const [hostKey, userKey] = ['host', 'user'].map((name) => makeKey(join(folder, `${name}-key`)));
  const port = await freePort();
  const authorized = join(folder, 'authorized-keys');
  writeFileSync(authorized, readFileSync(`${userKey}.pub`), { mode: 0o600 });
  const knownHosts = join(folder, 'known-hosts');
  writeFileSync(knownHosts, `[127.0.0.1]:${port} ${readFileSync(`${hostKey}.pub`, 'utf8')}`);
  const config = join(folder, 'sshd-config');
  writeFileSync(config, configText({ port, hostKey: String(hostKey), authorized }));
  const child = spawn(program, ['-D', '-e', '-f', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  const log = await listening(child);
  return {
    url: `ssh://${username}@127.0.0.1:${port}`,
    command: sshCommand(String(userKey), knownHosts),
    log,
    stop: () => stop(child),
  };
}

function sshdProgram(): string | null {
  return PROGRAMS.find((path) => existsSync(path)) ?? null;
}

function isThere(program: string, flag: string): boolean {
  try {
    execFileSync(program, [flag], { stdio: 'ignore' });
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/** Makes a pair of keys without a passphrase; answers the path of the private one. */
export function makeKey(path: string): string {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'integration test', '-f', path]);
  return path;
}

/** What git runs to connect: with this key, to a known host, and with nothing of whoever runs the tests. */
export function sshCommand(userKey: string, knownHosts: string): string {
  const options = [
    'IdentitiesOnly=yes',
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${knownHosts}`,
  ];
  return ['ssh', '-F', 'none', '-i', userKey, ...options.flatMap((option) => ['-o', option])].join(' ');
}

type Config = { readonly port: number; readonly hostKey: string; readonly authorized: string };

/** Only the key opens it. Modes are not looked at, because the folder lies below one that everybody may write. */
function configText({ port, hostKey, authorized }: Config): string {
  return [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${authorized}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    '',
  ].join('\n');
}

function listening(child: ChildProcess): Promise<() => string> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Server listening')) resolve(() => said);
    });
    child.once('error', reject);
    child.once('close', () => reject(new Error(`sshd ended:\n${said}`)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.once('close', () => done());
    child.kill();
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
