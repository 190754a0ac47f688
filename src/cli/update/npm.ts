import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { failedError } from '../cli-error.ts';

/** Runs npm with these arguments and answers what it printed. Throws a CliError with what it said is wrong, in a line. */
export type Npm = (args: readonly string[]) => Promise<string>;

export type NpmOptions = {
  readonly env: NodeJS.ProcessEnv;
  /** Where it may write, and nobody else finds anything. */
  readonly cache: string;
  readonly signal: AbortSignal;
};

/** npm waits up to a minute before it tries again, even where a file is not what it should be. */
const PATIENCE = { npm_config_fetch_retry_mintimeout: '1000', npm_config_fetch_retry_maxtimeout: '5000' };
const LONGEST_MS = 10 * 60_000;
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The npm beside this node, else that of the path. It sees what concerns npm and the network of this environment, and no
 * secret of the service.
 */
export function npmOf({ env, cache, signal }: NpmOptions): Npm {
  const npmEnv = { ...PATIENCE, ...environmentOf(env), npm_config_cache: cache, npm_config_update_notifier: 'false' };
  return async (args) => {
    try {
      const options = { env: npmEnv, cwd: cache, signal, timeout: LONGEST_MS, maxBuffer: MOST_BYTES };
      const { stdout } = await promisify(execFile)('npm', [...args, '--loglevel=error'], options);
      return stdout;
    } catch (error) {
      throw failedError(`npm ${args[0]}: ${reasonOf(error as Failed)}`, error);
    }
  };
}

type Failed = NodeJS.ErrnoException & { readonly stdout?: string; readonly stderr?: string; readonly killed?: boolean };

const PASSED_ON =
  /^(?:HOME|LANG|TMPDIR|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR|npm_config_\w+|(?:https?|all|no)_proxy)$/i;

function environmentOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passed = Object.entries(env).filter(([name]) => PASSED_ON.test(name));
  return { ...Object.fromEntries(passed), PATH: `${dirname(process.execPath)}:${env.PATH ?? ''}` };
}

function reasonOf({ code, killed, stdout = '', stderr = '', message }: Failed): string {
  if (code === 'ENOENT') return 'there is no npm on this machine: it comes with Node.js';
  if (code === 'ABORT_ERR') return 'stopped, because the service stops';
  if (killed === true) return `no end after ${LONGEST_MS / 60_000} minutes`;
  return summaryOf(stdout) ?? firstErrorOf(stderr) ?? message.split('\n', 1)[0] ?? '';
}

/** With --json, npm says it in a document. */
function summaryOf(stdout: string): string | null {
  try {
    const { error } = JSON.parse(stdout) as { readonly error?: { readonly summary?: unknown } };
    const summary = error?.summary;
    return typeof summary === 'string' && summary !== '' ? oneLine(summary) : null;
  } catch {
    return null;
  }
}

function firstErrorOf(stderr: string): string | null {
  const lines = stderr.split('\n').filter((line) => /^npm (?:error|ERR!) /.test(line) && !/ code [A-Z]/.test(line));
  const [first] = lines;
  return first === undefined ? null : oneLine(first.replace(/^npm (?:error|ERR!) /, ''));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}
