import { resolve } from 'node:path';
import type { RemoteAddress } from '../../reconciler/git/remote/remote-environment.ts';
import type { Credentials } from '../../reconciler/jira/options.ts';
import type { MaxDeletes } from '../../reconciler/parts.ts';
import { usageError } from '../cli-error.ts';
import { readKeyFile } from '../serve/keys/read-key-file.ts';
import { jiraCredentials } from './jira-credentials.ts';
import { readDefaults } from './read-defaults.ts';
import { readSecretFile } from './secret-file.ts';
import { readSecretVariables } from './secret-variables.ts';
import { SERVE_VARIABLES, type ServeVariables } from './serve-variables.ts';
import { type UpdateSettings, updateSettingsOf } from './update-settings.ts';
import { parseUserTokens, type UserTokens } from './user-tokens.ts';

/** The configuration of one daemon, complete and checked. */
export type ServeConfig = {
  readonly jira: {
    readonly url: string;
    readonly credentials: Credentials;
    readonly flavor: 'auto' | 'cloud' | 'server';
  };
  readonly project: string;
  readonly repository: string;
  readonly branch: string;
  /** The hosted repository that `repository` follows. */
  readonly remote: RemoteAddress | null;
  readonly host: string;
  readonly port: number;
  readonly poll: string;
  readonly fullSweep: string;
  /** When to look whether the repository wants packing, null for never; and from how many loose objects on it does. */
  readonly maintenance: { readonly schedule: string | null; readonly looseObjects: number };
  /** The one key that may do all but update the service. */
  readonly apiKey: string | null;
  /** Where more keys are, with their rights; it may change while the service runs. */
  readonly apiKeysFile: string | null;
  /** Requests a minute of one key. */
  readonly rateLimit: number;
  /** Addresses and networks of proxies that are believed whom they speak for. */
  readonly trustedProxies: readonly string[];
  readonly webhookSecret: string | null;
  readonly jql: string | null;
  /** Jira tokens of single people by handle, the days on which they end as far as their file says so, and the file. */
  readonly userTokens: ReadonlyMap<string, Credentials>;
  readonly tokenEnds: ReadonlyMap<string, string>;
  readonly userTokensFile: string | null;
  /** The day, `YYYY-MM-DD`, on which the token of the service account ends, as far as the environment says so. */
  readonly jiraTokenEnd: string | null;
  readonly maxDeletes: MaxDeletes;
  /** How long something must be missing in Jira before it is believed to be deleted. */
  readonly confirmDeletesMs: number;
  readonly jiraConcurrency: number;
  /** How long Jira may take to begin an answer. */
  readonly jiraTimeoutMs: number;
  /** Whether it may update itself, and to what. */
  readonly update: UpdateSettings;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly logFormat: 'json' | 'text';
};

type Environment = Readonly<Record<string, string | undefined>>;

/** What one part of the environment gave, and what is wrong with it. */
type Part<T> = { readonly value: T; readonly problems: readonly string[] };

/** Reads the configuration of `tract serve`. Throws a CliError that names every problem, and no secret. */
export async function readServeConfig(environment: Environment, cwd: string): Promise<ServeConfig> {
  const given = { ...readDefaults(), ...withoutEmpty(environment) };
  const secrets = await readSecretVariables(given, cwd);
  const env = { ...given, ...secrets.values };
  const variables = await SERVE_VARIABLES.safeParseAsync(env);
  const credentials = jiraCredentials(env);
  const keys = await readApiKeysFile(env, cwd);
  const tokens = await readUserTokens(env, cwd);
  const problems = [
    ...(variables.error?.issues ?? []).map((issue) => `${String(issue.path[0])} ${issue.message}`),
    ...(credentials.kind === 'problem' && secrets.problems.length === 0 ? [credentials.problem] : []),
    ...secrets.problems,
    ...keys.problems,
    ...tokens.problems,
    ...openWithoutKey(env, env.TRACT_API_KEY !== undefined || keys.value.hasKeys || keys.problems.length > 0),
  ];
  if (!variables.success || credentials.kind === 'problem' || problems.length > 0) throw usageError(...problems);
  const { data } = variables;
  return {
    jira: { url: data.JIRA_URL.href.replace(/\/+$/, ''), credentials, flavor: data.JIRA_FLAVOR },
    project: data.TRACT_PROJECT,
    repository: resolve(cwd, data.TRACT_REPO),
    branch: data.TRACT_BRANCH,
    remote: remoteOf(data, cwd),
    host: data.TRACT_HOST,
    port: data.TRACT_PORT,
    poll: data.TRACT_POLL,
    fullSweep: data.TRACT_FULL_SWEEP,
    maintenance: { schedule: data.TRACT_MAINTENANCE, looseObjects: data.TRACT_MAINTENANCE_OBJECTS },
    apiKey: data.TRACT_API_KEY ?? null,
    apiKeysFile: keys.value.path,
    rateLimit: data.TRACT_RATE_LIMIT,
    trustedProxies: data.TRACT_TRUSTED_PROXIES ?? [],
    webhookSecret: data.TRACT_WEBHOOK_SECRET ?? null,
    jql: data.TRACT_JQL ?? null,
    userTokens: tokens.value.tokens,
    tokenEnds: tokens.value.ends,
    userTokensFile: tokens.value.path,
    jiraTokenEnd: data.JIRA_TOKEN_EXPIRES ?? null,
    maxDeletes: data.TRACT_MAX_DELETES,
    confirmDeletesMs: data.TRACT_CONFIRM_DELETES * 1000,
    jiraConcurrency: data.TRACT_JIRA_CONCURRENCY,
    jiraTimeoutMs: data.TRACT_JIRA_TIMEOUT * 1000,
    update: updateSettingsOf(data),
    logLevel: data.TRACT_LOG_LEVEL,
    logFormat: data.TRACT_LOG_FORMAT,
  };
}

/** Every secret of a configuration, for the log to keep out. */
export function secretsOf(config: ServeConfig): readonly string[] {
  const all = [config.jira.credentials, ...config.userTokens.values()];
  const jira = all.map((each) => (each.kind === 'bearer' ? each.token : each.password));
  const own = [config.apiKey, config.webhookSecret, config.remote?.login?.token];
  return [...jira, ...own.filter((secret) => secret != null)];
}

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function remoteOf(data: ServeVariables, cwd: string): RemoteAddress | null {
  if (data.TRACT_REMOTE === undefined) return null;
  const { TRACT_REMOTE_USERNAME: username, TRACT_REMOTE_TOKEN: token } = data;
  const fileOf = (path: string | undefined) => (path === undefined ? null : resolve(cwd, path));
  return {
    url: data.TRACT_REMOTE,
    login: token === undefined ? null : { username, token },
    sshKey: fileOf(data.TRACT_REMOTE_SSH_KEY),
    knownHosts: fileOf(data.TRACT_REMOTE_KNOWN_HOSTS),
  };
}

/** An empty variable, as environment files have them, is one that is not set. */
function withoutEmpty(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}

async function readApiKeysFile(
  env: Environment,
  cwd: string,
): Promise<Part<{ readonly path: string | null; readonly hasKeys: boolean }>> {
  if (env.TRACT_API_KEYS_FILE === undefined) return { value: { path: null, hasKeys: false }, problems: [] };
  const path = resolve(cwd, env.TRACT_API_KEYS_FILE);
  const reading = await readKeyFile(path);
  if (reading.kind === 'keys') return { value: { path, hasKeys: reading.keys.length > 0 }, problems: [] };
  return { value: { path, hasKeys: false }, problems: [`TRACT_API_KEYS_FILE ${reading.problem}`] };
}

async function readUserTokens(
  env: Environment,
  cwd: string,
): Promise<Part<UserTokens & { readonly path: string | null }>> {
  const none = { tokens: new Map(), ends: new Map(), path: null };
  if (env.TRACT_USER_TOKENS_FILE === undefined) return { value: none, problems: [] };
  const path = resolve(cwd, env.TRACT_USER_TOKENS_FILE);
  const file = await readSecretFile(path);
  if (file.kind === 'problem') return { value: none, problems: [`TRACT_USER_TOKENS_FILE ${file.problem}`] };
  const { tokens, ends, problems } = parseUserTokens(file.text);
  return {
    value: { tokens, ends, path },
    problems: problems.map((problem) => `TRACT_USER_TOKENS_FILE names ${path}, where ${problem}`),
  };
}

function openWithoutKey(env: Environment, hasKey: boolean): readonly string[] {
  const host = env.TRACT_HOST ?? '';
  if (hasKey || isLoopback(host)) return [];
  return [
    `TRACT_HOST ${host} can be reached from other machines: set TRACT_API_KEY (such as \`openssl rand -hex 32\` prints), or 127.0.0.1`,
  ];
}
