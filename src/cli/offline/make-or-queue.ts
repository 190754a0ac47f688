import { askToMake, type Making } from '../api/ask-to-make.ts';
import { callServer, isUnreachable, strangerAt } from '../api/call-server.ts';
import type { Clone } from '../api/find-clone.ts';
import { NO_SERVER, type ServerAccess, serverAccess } from '../api/server-access.ts';
import { CliError, isCliError, usageError } from '../cli-error.ts';
import { EXIT } from '../exit-code.ts';
import { plain } from '../render/plain.ts';

/** Why something goes into the clone instead of to Jira at once. */
export type QueueReason = {
  /** The beginning of the line that tells it: `Sync server unreachable`. */
  readonly headline: string;
  /** What exactly went wrong; null where nothing did. */
  readonly detail: string | null;
  /** True where the server may have made it all the same. */
  readonly perhapsMade: boolean;
};

export type MakeOrQueue<Answer> =
  | { readonly kind: 'made'; readonly answer: Answer }
  | { readonly kind: 'queue'; readonly why: QueueReason };

export type MakeOptions = {
  readonly env: NodeJS.ProcessEnv;
  readonly clone: Clone | null;
  /** `--offline`. */
  readonly offline: boolean;
  /** A reference that only the clone knows, such as `APP-OFFLINE-1f3c9a`; null where the server may be asked. */
  readonly notInJira: string | null;
  /** What may be meant where the server does not know what it was asked about; `''` where nobody knows. */
  readonly hint: string;
};

/** Asks the server to make it; what cannot be asked now is to be queued. A CliError in Jira's own words where it is refused. */
export async function makeOrQueue<Answer>(making: Making<Answer>, options: MakeOptions): Promise<MakeOrQueue<Answer>> {
  const { env, clone, notInJira, hint } = options;
  const isOffline = options.offline || isTrue(env.TRACT_OFFLINE);
  const access = isOffline ? null : serverAccess(env, clone);
  if (notInJira !== null) return queueUnborn(notInJira, access);
  if (isOffline) return queueFor('Working offline', null, false);
  if (access === null && clone === null) throw usageError(NO_SERVER);
  if (access === null) return queueFor('No sync server configured', null, false);
  const end = await askToMake(access, making);
  switch (end.kind) {
    case 'made':
      return end;
    case 'away':
      return queueFor(end.who === 'jira' ? 'Jira unreachable' : UNREACHABLE, end.reason, false);
    case 'pending':
      return queueFor(UNREACHABLE, end.reason, true);
    case 'refused':
      throw refusal(end.status, end.detail, end.errors, hint);
  }
}

const UNREACHABLE = 'Sync server unreachable';

const KNOCK_MS = 5_000;

function isTrue(variable: string | undefined): boolean {
  return variable !== undefined && !/^(?:|0|false|no|off)$/i.test(variable.trim());
}

/** The server cannot be asked about what Jira does not have, but a person wants to know where it is away besides. */
async function queueUnborn(ref: string, access: ServerAccess | null): Promise<MakeOrQueue<never>> {
  const away = access === null ? null : await whyAway(access);
  return away === null ? queueFor(`${ref} not in Jira yet`, null, false) : queueFor(UNREACHABLE, away, false);
}

/** Null where a sync service answers, whatever it says. */
async function whyAway(access: ServerAccess): Promise<string | null> {
  try {
    const answer = await callServer(access, { method: 'GET', path: '/health/live', timeoutMs: KNOCK_MS });
    return answer === null ? strangerAt(access.url) : null;
  } catch (error) {
    if (isCliError(error) && isUnreachable(error)) return error.problems.join('; ');
    throw error;
  }
}

function queueFor(headline: string, detail: string | null, perhapsMade: boolean): MakeOrQueue<never> {
  return { kind: 'queue', why: { headline, detail, perhapsMade } };
}

/** A line per field, in Jira's words; the sentence of the server where no field is to blame. */
function refusal(status: number, detail: string, errors: Readonly<Record<string, string>>, hint: string): CliError {
  const lines = Object.entries(errors).map(([field, words]) => plain(`${field}: ${words}`));
  const problems = lines.length > 0 ? lines : [plain(detail)];
  return new CliError(
    status === 400 ? EXIT.usage : EXIT.failed,
    status === 404 ? problems.map((problem) => problem + hint) : problems,
  );
}
