import { sameValue } from '../../../src/model/canonical.ts';
import type { TicketDoc, TicketEdit } from '../../../src/model/ticket.ts';
import { editTicketFile, renderTicketFile } from '../../../src/model/ticket-file.ts';
import { isTicketKey, ticketName } from '../../../src/model/ticket-key.ts';
import type { Value } from '../../../src/model/value.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { changeText } from './change-text.ts';
import { bornAs, type Checkout, homeOf } from './checkout.ts';
import { type Chronicle, valueFor, wordOf, wordsIn } from './chronicle.ts';
import type { Climate } from './climate.ts';
import { type Deed, FIELDS } from './developer.ts';
import { agreedValue, agreedWords } from './on-record.ts';
import { changeWorklogs, disorderLines, logTime } from './worklog-deeds.ts';

export type Context = {
  readonly world: World;
  readonly random: Random;
  readonly chronicle: Chronicle;
  readonly climate: Climate;
  readonly author: string;
  readonly files: Checkout;
};

export type File = { readonly path: string; readonly source: string; readonly doc: TicketDoc; readonly home: string };

const SETS = ['labels', 'components'] as const;

/** What a developer does next in a clone; null where there is nothing to do it to. */
export async function deedInGit(context: Context): Promise<Deed | null> {
  const { random, climate, files } = context;
  if (random.chance(climate.offline)) return createOffline(context);
  if (random.chance(0.1)) return addFile(context);
  const path = random.pick(await files.paths());
  const reading = path === undefined ? null : await files.doc(path);
  if (path === undefined || reading === null) return null;
  const file = { path, ...reading, home: homeOf(path, context.world.jira) };
  if (random.chance(climate.deleteFile)) return deleteFile(context, file);
  if (random.chance(climate.renameFile)) return renameFile(context, file);
  if (random.chance(climate.doubledLines)) return disorderLines(context);
  const roll = random.below(12);
  if (roll <= 3) return setField(context, file);
  if (roll <= 5) return changeSet(context, file);
  if (roll <= 7) return changeDescription(context, file);
  if (roll <= 9) return changeComments(context, file);
  return changeWorklogs(context, file);
}

function editFile({ world }: Context, { path, source }: File, edit: Partial<TicketEdit>, told: () => void): Deed {
  const content = editTicketFile(source, { values: {}, texts: {}, comments: null, ...edit }, world.format);
  return { edits: [{ kind: 'put', path, content }], told };
}

function newTicket({ random, world, author }: Context, word: string): string {
  const more = random.chance(0.5) ? { status: `status ${word}`, labels: ['born'] } : {};
  const comments = random.chance(0.3) ? [{ author, at: null, body: `First of it` }] : [];
  const doc = { values: { title: `title ${word}`, ...more }, texts: { description: `Begun ${word}` }, comments };
  return renderTicketFile(doc, world.format);
}

function addFile(context: Context): Deed {
  const { chronicle } = context;
  const word = wordOf(chronicle.nextNumber());
  const path = `issues/new ${word}.md`;
  return {
    edits: [{ kind: 'put', path, content: newTicket(context, word) }],
    told: () => chronicle.add('ticket', bornAs(path), word),
  };
}

/** As the command line does it: a file with a temporary key, a line in the queue, and sometimes time logged on it. */
async function createOffline(context: Context): Promise<Deed> {
  const { chronicle, files, random, world, author } = context;
  const word = wordOf(chronicle.nextNumber());
  const key = `APP-OFFLINE-${word}`;
  const path = `issues/${key}.md`;
  const queue = '.tract/queue/create.jsonl';
  const at = new Date(world.nowMs).toISOString().replace(/\.\d+Z$/, 'Z');
  const line = JSON.stringify({ id: word, path, at, author });
  const create: Deed = {
    edits: [
      { kind: 'put', path: queue, content: `${(await files.text(queue)) ?? ''}${line}\n` },
      { kind: 'put', path, content: newTicket(context, word) },
    ],
    told: () => chronicle.add('ticket', bornAs(path), word),
  };
  if (random.chance(0.5)) return create;
  const logged = await logTime(context, key, bornAs(path), true);
  return {
    edits: [...create.edits, ...logged.edits],
    told: () => {
      create.told();
      logged.told();
    },
  };
}

function deleteFile({ chronicle }: Context, { path, source, home }: File): Deed {
  return {
    edits: [{ kind: 'remove', path }],
    told: () => {
      chronicle.figures.add('edit: file removed');
      // What had not reached Jira goes with it, and what had comes back.
      chronicle.loosen(wordsIn(source));
      chronicle.loosenHome(home);
    },
  };
}

function renameFile({ chronicle }: Context, { path, source, home }: File): Deed | null {
  const name = `renamed ${wordOf(chronicle.nextNumber())}`;
  const to = `issues/${name}.md`;
  if (!isTicketKey(ticketName(path) ?? '')) return null;
  chronicle.rename(bornAs(name), home);
  return {
    edits: [
      { kind: 'remove', path },
      { kind: 'put', path: to, content: source },
    ],
    told: () => chronicle.figures.add('edit: file renamed'),
  };
}

async function setField(context: Context, file: File): Promise<Deed | null> {
  const { chronicle, random } = context;
  const field = random.pick(FIELDS) ?? 'title';
  const value = valueFor(field, chronicle.nextNumber());
  const before = file.doc.values[field] ?? null;
  if (!(await isAgreed(context, file, field, before))) return null;
  return editFile(context, file, { values: { [field]: value } }, () => chronicle.set(file.home, field, value, before));
}

/** People seldom change a value in the moment that Tract writes it to Jira. */
async function isAgreed(
  { climate, random, world }: Context,
  file: File,
  field: string,
  value: Value,
): Promise<boolean> {
  if (random.chance(climate.quickHands)) return true;
  const name = ticketName(file.path) ?? '';
  // What Jira gives a new issue by itself stands against what a file says only after its create was sent.
  if (!isTicketKey(name)) return field !== 'priority' && field !== 'status';
  return value === null || sameValue(await agreedValue(world, name, field), value);
}

async function changeSet(context: Context, file: File): Promise<Deed | null> {
  const { chronicle, random } = context;
  const field = random.pick(SETS) ?? 'labels';
  const before = file.doc.values[field] ?? null;
  if (!(await isAgreed(context, file, field, before))) return null;
  const members = Array.isArray(before) ? before : [];
  const victim = random.chance(0.3) ? random.pick(members) : undefined;
  const word = wordOf(chronicle.nextNumber());
  const values = { [field]: [...members.filter((member) => member !== victim), word].sort() };
  return editFile(context, file, { values }, () => {
    chronicle.add('member', file.home, word);
    if (victim !== undefined) chronicle.remove(wordsIn(victim));
  });
}

async function changeDescription(context: Context, file: File): Promise<Deed> {
  const { chronicle, climate, random, world } = context;
  const word = wordOf(chronicle.nextNumber());
  const known = random.chance(climate.quickHands) ? null : await agreedWords(world, ticketName(file.path) ?? '');
  const { text, removed } = changeText(file.doc.texts.description ?? '', word, random, known);
  return editFile(context, file, { texts: { description: text } }, () => {
    chronicle.add('paragraph', file.home, word);
    if (removed.length > 0) chronicle.remove(removed);
  });
}

function changeComments(context: Context, file: File): Deed {
  const { chronicle, climate, random, author } = context;
  const slots = file.doc.comments.map((comment, from) => ({ from, comment }));
  // A header without a time is that of a comment that Jira may be getting just now.
  const settled = slots.filter(({ comment }) => comment.at !== null || random.chance(climate.quickHands));
  const victim = random.chance(0.3) ? random.pick(settled) : undefined;
  const word = wordOf(chronicle.nextNumber());
  if (victim === undefined) {
    const comment = { author, at: null, body: `Said ${word}` };
    return editFile(context, file, { comments: [...slots, { from: null, comment }] }, () =>
      chronicle.add('comment', file.home, word),
    );
  }
  if (random.chance(0.5)) {
    const comments = slots.filter((slot) => slot !== victim);
    return editFile(context, file, { comments }, () => chronicle.remove(wordsIn(victim.comment.body)));
  }
  const comment = { ...victim.comment, body: `${victim.comment.body}\n\nMore ${word}` };
  const comments = slots.map((slot) => (slot === victim ? { ...slot, comment } : slot));
  return editFile(context, file, { comments }, () => {
    chronicle.add('comment', file.home, word);
    chronicle.takeUp(wordsIn(victim.comment.body));
  });
}
