import type { Field } from '../../model/field.ts';
import { type ResolveOutcome, TAKES, type Take } from '../../reconciler/resolve/resolve-request.ts';
import { callServer, isUnreachable } from '../api/call-server.ts';
import type { ServerAccess } from '../api/server-access.ts';
import { CliError, failedError, usageError } from '../cli-error.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { editText, withEditedText } from '../input/edit-text.ts';
import { paint } from '../render/paint.ts';
import { plain } from '../render/plain.ts';
import { type Conflict, conflictsOf } from './conflict.ts';
import { compareTicket, conflictsSource, ticketNamed } from './conflicts-source.ts';
import { draftOf, type MergedRead, readGiven } from './merged-draft.ts';
import { resolvedLines } from './resolved-lines.ts';
import { fieldsOf } from './written-value.ts';

export type ResolveOptions = { readonly take?: string; readonly value?: string; readonly edit?: boolean };

export type Resolved = Omit<Extract<ResolveOutcome, { kind: 'resolved' }>, 'kind'>;

const TIMEOUT_MS = 300_000;

/** Settles conflicts of one ticket, as they are shown now, and tells what came of it. */
export async function runResolve(
  context: Context,
  name: string,
  field: string | null,
  options: ResolveOptions,
): Promise<ExitCode> {
  const take = takeOf(options);
  const source = await conflictsSource(context);
  const issue = ticketNamed(name, source);
  if (source.access === null) throw offline(issue, 'no sync service is known');
  const { access } = source;
  const conflicts = await conflictsNow(access, issue, field);
  const call = (value: MergedRead | null) => send(access, issue, { field, take, value, conflicts });
  const resolved =
    take === 'merged' ? await withOwnValue(context, conflicts, fieldsOf(source), options, call) : await call(null);
  writeResult(context, resolved, () => resolvedLines(resolved).map((line) => paint(plain(line), context.colors)));
  return resolved.holds.length > 0 || resolved.pending !== null ? EXIT.pending : EXIT.done;
}

function takeOf({ take, value, edit }: ResolveOptions): Take {
  const own = value !== undefined || edit === true;
  const side = take ?? (own ? 'merged' : null);
  if (value !== undefined && edit === true) throw usageError('give --value or --edit, not both');
  const known = TAKES.find((each) => each === side);
  if (known === undefined) throw usageError('say what to take: --take git, --take jira, or --value or --edit');
  if (known === 'merged' && !own) throw usageError('--take merged needs --value or --edit');
  if (known !== 'merged' && own)
    throw usageError(`--take ${known} takes that side's value: leave --value and --edit out`);
  return known;
}

async function conflictsNow(access: ServerAccess, issue: string, field: string | null): Promise<readonly Conflict[]> {
  const item = await compareTicket(access, issue).catch((error: unknown) => {
    throw isUnreachable(error) ? offline(issue, (error as CliError).message) : error;
  });
  const all = conflictsOf(item);
  const chosen = all.filter((conflict) => field === null || conflict.field === field);
  if (chosen.length > 0) return chosen;
  const those = all.length === 0 ? '' : ` (these are: ${all.map((conflict) => conflict.field).join(', ')})`;
  const what = field === null ? `Nothing of ${issue}` : `${plain(field)} of ${issue}`;
  throw failedError(`${what} is ${field === null ? '' : 'not '}in conflict${those}: nothing was changed`);
}

/** How it is done without the server. */
function offline(issue: string, reason: string): CliError {
  return new CliError(EXIT.unreachable, [
    `${reason}: nothing was decided`,
    `without the server, make both sides say the same: edit issues/${issue}.md so that it says what Jira says, and push; or change Jira`,
  ]);
}

async function withOwnValue(
  { io }: Context,
  conflicts: readonly Conflict[],
  fields: readonly Field[],
  { value }: ResolveOptions,
  call: (value: MergedRead) => Promise<Resolved>,
): Promise<Resolved> {
  const [conflict, another] = conflicts;
  if (conflict === undefined || another !== undefined) {
    throw usageError(`a value is for one field: name one of ${conflicts.map(({ field }) => field).join(', ')}`);
  }
  if (value !== undefined) return call(readGiven(conflict, value));
  const draft = await draftOf(conflict, fields, io.env);
  const edited = await editText(draft.text, 'CONFLICT.md', io);
  return withEditedText(edited, () => call(draft.read(edited.text)));
}

async function send(
  access: ServerAccess,
  issue: string,
  {
    field,
    take,
    value,
    conflicts,
  }: {
    readonly field: string | null;
    readonly take: Take;
    readonly value: MergedRead | null;
    readonly conflicts: readonly Conflict[];
  },
): Promise<Resolved> {
  if (value?.kind === 'problem') throw failedError(`${value.problem}: nothing was decided`);
  const [only] = conflicts;
  const body = {
    take,
    seen: Object.fromEntries(conflicts.map((conflict) => [conflict.field, conflict.seen])),
    ...(value === null ? (field === null ? {} : { field }) : { field: only?.field, value: value.value }),
  };
  const path = `/conflicts/${encodeURIComponent(issue)}`;
  const answer = await callServer(access, { method: 'POST', path, body, timeoutMs: TIMEOUT_MS });
  if (answer === null) throw failedError(`${issue} is not in conflict any more: nothing was changed`);
  return answer as Resolved;
}
