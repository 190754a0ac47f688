import { fingerprint } from '../../../src/model/fingerprint.ts';
import { isTicketKey, ticketName } from '../../../src/model/ticket-key.ts';
import type { GitWorklog, WorklogLine } from '../../../src/model/worklog.ts';
import { editWorklogFile } from '../../../src/model/worklog-file.ts';
import { worklogMonth } from '../../../src/model/worklog-line.ts';
import { homeOf } from './checkout.ts';
import { valueFor, wordOf, wordsIn } from './chronicle.ts';
import type { Deed } from './developer.ts';
import type { Context, File } from './git-deeds.ts';
import { isOnRecord } from './on-record.ts';

/** Somebody logs time, or changes or removes what was logged. */
export async function changeWorklogs(context: Context, file: File): Promise<Deed> {
  const { chronicle, climate, files, random, world } = context;
  const key = ticketName(file.path) ?? '';
  const lines = (await files.worklogs()).filter(({ worklog }) => worklog.issue === key);
  const picked = random.chance(0.4) ? random.pick(lines) : undefined;
  const [known = ''] = wordsIn(picked?.worklog.comment ?? '');
  const isSettled =
    picked !== undefined && (random.chance(climate.quickHands) || (await isOnRecord(world, key, known)));
  const line = isSettled ? picked : undefined;
  if (line === undefined) return logTime(context, isTicketKey(key) ? key : 'APP-1', file.home, false);
  const [word = ''] = wordsIn(line.worklog.comment);
  const copies = lines.filter(({ worklog }) => fingerprint(worklog) === fingerprint(line.worklog));
  // One entry on two lines is still there when one of them goes.
  const told = () =>
    copies.length > 1 ? chronicle.figures.add('edit: doubled line removed') : chronicle.remove([word]);
  if (random.chance(0.5)) return editMonth(context, line, { remove: [line.line] }, told);
  const worklog = { ...line.worklog, seconds: Number(valueFor('seconds', chronicle.nextNumber())) };
  // Of two copies without an id, a person edits both: one that was edited by itself would be another entry.
  const edited = worklog.id === null ? copies : [line];
  return editMonth(context, line, { replace: edited.map((copy) => ({ line: copy.line, worklog })) }, () =>
    chronicle.set(`worklog ${word}`, 'seconds', worklog.seconds, line.worklog.seconds),
  );
}

export async function logTime(context: Context, issue: string, home: string, offline: boolean): Promise<Deed> {
  const { author, chronicle, files, random, world } = context;
  const number = chronicle.nextNumber();
  const word = wordOf(number);
  const id = offline || random.chance(0.5) ? `id-${word}` : null;
  const entry = { id, issue, author, seconds: number * 60, started: startOf(number), comment: `Did ${word}` };
  const path = `worklogs/${worklogMonth(entry.started)}.jsonl`;
  const edit = { add: [entry], replace: [], remove: [] };
  const content = editWorklogFile((await files.text(path)) ?? '', edit, world.format);
  const owner = issue.includes('OFFLINE') ? home : homeOf(`issues/${issue}.md`, world.jira);
  return { edits: [{ kind: 'put', path, content }], told: () => chronicle.add('worklog', owner, word) };
}

async function editMonth(
  { files, world }: Context,
  { month }: WorklogLine,
  edit: { readonly replace?: { line: number; worklog: GitWorklog }[]; readonly remove?: number[] },
  told: () => void,
): Promise<Deed> {
  const path = `worklogs/${month}.jsonl`;
  const whole = { add: [], replace: [], remove: [], ...edit };
  const content = editWorklogFile((await files.text(path)) ?? '', whole, world.format);
  return { edits: [{ kind: 'put', path, content }], told };
}

/** A careless merge: a line twice, and the rest in another order. */
export async function disorderLines({ chronicle, files, random }: Context): Promise<Deed | null> {
  const path = 'worklogs/2026-02.jsonl';
  const lines = ((await files.text(path)) ?? '').split('\n').filter((line) => line !== '');
  const doubled = random.pick(lines);
  if (doubled === undefined) return null;
  const content = `${[doubled, ...lines.reverse()].join('\n')}\n`;
  return { edits: [{ kind: 'put', path, content }], told: () => chronicle.figures.add('edit: lines out of order') };
}

/** Work of one person that begins at the same time and takes as long is one entry by definition, so no two do here. */
export function startOf(number: number): string {
  return new Date(Date.UTC(2026, 1, 3) + number * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
}
