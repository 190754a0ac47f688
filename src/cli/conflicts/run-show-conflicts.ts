import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Conflict, conflictsOf } from './conflict.ts';
import { conflictLines } from './conflict-lines.ts';
import { compareTicket, conflictsSource, ticketNamed, unlessOffline } from './conflicts-source.ts';
import { readOfflineConflicts } from './read-offline-conflicts.ts';
import { fieldsOf } from './written-value.ts';

/** Shows the versions of all that is in conflict on one ticket; without the server, those that the clone knows. */
export async function runShowConflicts(context: Context, name: string): Promise<ExitCode> {
  const source = await conflictsSource(context);
  const issue = ticketNamed(name, source);
  const online = await unlessOffline(context, source, async (access) => {
    return conflictsOf(await compareTicket(access, issue));
  });
  const conflicts: readonly Conflict[] =
    online ?? (source.clone === null ? [] : ((await readOfflineConflicts(source.clone, issue))[0]?.conflicts ?? []));
  const document = { issue, conflicts: conflicts.map(({ seen: _seen, ...shown }) => shown) };
  const lines = context.json ? [] : await conflictLines(issue, conflicts, fieldsOf(source), context);
  writeResult(context, document, () => lines);
  return EXIT.done;
}
