import { isIP } from 'node:net';
import { z } from 'zod';
import { isRefName } from '../../reconciler/git/plumbing/names.ts';
import { isSchedule } from '../../reconciler/schedule.ts';
import { isBadPortNumber } from '../api/bad-port.ts';
import { isChannel } from '../update/choose-version.ts';
import { parseVersion } from '../update/version.ts';
import { parseMaxDeletes } from './max-deletes.ts';
import { remoteProblem } from './remote-address.ts';

const PROJECT_KEY = /^[A-Z][A-Z0-9_]{1,79}$/;

/**
 * The environment variables of `tract serve`, one row each: what it must be, and what it becomes.
 * The words of a secret's row never repeat its value. It is parsed asynchronously.
 */
export const SERVE_VARIABLES = z.object({
  JIRA_URL: z.string({ error: 'is missing: the address of Jira, such as https://jira.example.com' }).transform(toUrl),
  JIRA_USERNAME: z.string().optional(),
  JIRA_PASSWORD: z.string().optional(),
  JIRA_TOKEN: z.string().optional(),
  JIRA_TOKEN_EXPIRES: z.iso.date({ error: expected('a day such as 2027-02-14') }).optional(),
  JIRA_FLAVOR: z.enum(['auto', 'cloud', 'server'], { error: expected('auto, cloud or server') }),
  TRACT_PROJECT: z
    .string({ error: 'is missing: the key of the Jira project, such as APP' })
    .regex(PROJECT_KEY, { error: expected('the key of a Jira project, such as APP') }),
  TRACT_REPO: z.string({ error: 'is missing: the folder of the bare repository' }),
  TRACT_BRANCH: z
    .string()
    .refine((name) => !name.startsWith('-') && isRefName(`refs/heads/${name}`), { error: expected('a branch name') }),
  TRACT_REMOTE: z
    .string()
    .superRefine((text, context) => {
      const message = remoteProblem(text);
      if (message !== null) context.addIssue({ code: 'custom', message });
    })
    .optional(),
  TRACT_REMOTE_USERNAME: z.string().regex(/^[^:\s]+$/, { error: 'must be a user name, without a colon' }),
  TRACT_REMOTE_TOKEN: z.string().optional(),
  TRACT_REMOTE_SSH_KEY: z.string().optional(),
  TRACT_REMOTE_KNOWN_HOSTS: z.string().optional(),
  TRACT_HOST: z.string().regex(/^[A-Za-z0-9.:_-]+$/, { error: expected('a host name or an address') }),
  TRACT_PORT: wholeNumber(0, 65_535).refine(async (port) => port === 0 || !(await isBadPortNumber(port)), {
    error: ({ input }) =>
      `${input} belongs to another protocol, and browsers and web clients never ask it: take another`,
  }),
  TRACT_POLL: schedule('*/15 * * * * *'),
  TRACT_FULL_SWEEP: schedule('0 30 3 * * *'),
  TRACT_MAINTENANCE: z
    .literal('off')
    .transform(() => null)
    .or(schedule('45 */2 * * * *', ' or off')),
  TRACT_MAINTENANCE_OBJECTS: wholeNumber(100, 999_999),
  TRACT_API_KEY: secret(16).optional(),
  TRACT_API_KEYS_FILE: z.string().optional(),
  TRACT_RATE_LIMIT: wholeNumber(1, 100_000),
  TRACT_TRUSTED_PROXIES: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((parts) => parts.every(isNetwork), {
      error: 'must be addresses or networks, separated by commas, such as 127.0.0.1,10.20.0.0/16',
    })
    .optional(),
  TRACT_WEBHOOK_SECRET: secret(16).optional(),
  TRACT_JQL: z
    .string()
    .refine((jql) => !/\border\s+by\b/i.test(jql), { error: 'must not have an ORDER BY: Tract orders by itself' })
    .optional(),
  TRACT_USER_TOKENS_FILE: z.string().optional(),
  TRACT_MAX_DELETES: z.string().transform((text, context) => {
    const limit = parseMaxDeletes(text);
    if (limit !== null) return limit;
    context.addIssue({ code: 'custom', message: `must be a number, a share or both, such as 10,10%, not "${text}"` });
    return z.NEVER;
  }),
  TRACT_CONFIRM_DELETES: wholeNumber(1, 86_400),
  TRACT_JIRA_CONCURRENCY: wholeNumber(1, 64),
  TRACT_JIRA_TIMEOUT: wholeNumber(1, 600),
  TRACT_UPDATE: z.enum(['on', 'off'], { error: expected('on or off') }),
  TRACT_UPDATE_CHANNEL: z.string().refine(isChannel, { error: expected('a channel, such as stable or beta') }),
  TRACT_UPDATE_PIN: z
    .string()
    .refine((text) => parseVersion(text) !== null, { error: expected('a version, such as 1.4.2') })
    .optional(),
  TRACT_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], { error: expected('debug, info, warn or error') }),
  TRACT_LOG_FORMAT: z.enum(['json', 'text'], { error: expected('json or text') }),
});

export type ServeVariables = z.infer<typeof SERVE_VARIABLES>;

function expected(what: string): (issue: { readonly input?: unknown }) => string {
  return ({ input }) => `must be ${what}, not "${String(input)}"`;
}

/** An address with a password in it would show up in messages, so it is refused without being repeated. */
function toUrl(text: string, context: z.RefinementCtx): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (url?.username || url?.password) return refuse('must not contain a password: use JIRA_USERNAME and JIRA_PASSWORD');
  if (url === null || !/^https?:$/.test(url.protocol))
    return refuse(`must begin with https:// or http://, not "${text}"`);
  if (url.search !== '' || url.hash !== '')
    return refuse(`must end with the path of Jira, without ? and #, not "${text}"`);
  return url;
}

/** An address, or a network that does not hold all of them. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0 || address.includes('%')) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

function wholeNumber(least: number, most: number) {
  const error = expected(`a whole number from ${least} to ${most}`);
  return z
    .string()
    .regex(/^\d{1,6}$/, { error, abort: true })
    .refine((text) => Number(text) >= least && Number(text) <= most, { error })
    .transform(Number);
}

function schedule(sample: string, orElse = '') {
  const error = expected(`a cron expression in UTC, seconds first, such as "${sample}"${orElse}`);
  return z.string().refine(isSchedule, { error });
}

function secret(least: number) {
  return z.string().min(least, {
    error: `is too short to be a secret: at least ${least} characters, such as \`openssl rand -hex 32\` prints`,
  });
}
