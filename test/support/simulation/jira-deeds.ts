import { sameValue } from '../../../src/model/canonical.ts';
import type { JiraText } from '../../../src/model/text/jira-text.ts';
import { projectOf } from '../../../src/model/ticket-key.ts';
import type { Value } from '../../../src/model/value.ts';
import { type MemoryIssue, wiki } from '../memory-jira.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { changeText } from './change-text.ts';
import { type Chronicle, valueFor, wordOf, wordsIn } from './chronicle.ts';
import type { Climate } from './climate.ts';
import { FIELDS } from './developer.ts';
import { agreedValue, agreedWords, isOnRecord } from './on-record.ts';
import { startOf } from './worklog-deeds.ts';

type Context = {
  readonly world: World;
  readonly random: Random;
  readonly chronicle: Chronicle;
  readonly climate: Climate;
};

const PEOPLE = ['boss', 'ann', 'omar'] as const;
const SETS = ['labels', 'components'] as const;

/** Somebody does something in Jira. */
export async function actInJira(context: Context): Promise<void> {
  const { world, random, chronicle, climate } = context;
  const issues = [...world.jira.issues.values()];
  const issue = random.pick(issues.filter(({ id }) => !world.jira.hidden.has(id)));
  if (random.chance(0.1) || issue === undefined) return create(context);
  if (random.chance(climate.deleteIssue)) return remove(context, issue);
  if (random.chance(climate.hideIssue)) return hideOrShow(context, issue);
  if (random.chance(climate.moveIssue)) return move(context, issue);
  if (random.chance(climate.renameUser)) return renameUser(context);
  if (random.chance(climate.renameStatus)) return renameStatus(context, issue);
  const roll = random.below(12);
  if (roll <= 3) await setField(context, issue);
  else if (roll <= 5) await changeSet(context, issue);
  else if (roll <= 7) {
    const word = wordOf(chronicle.nextNumber());
    const known = random.chance(climate.quickHands) ? null : await agreedWords(world, issue.key);
    const { text, removed } = changeText(wikiOf(issue.texts.description ?? null), word, random, known);
    issue.texts.description = wiki(text);
    chronicle.add('paragraph', issue.id, word);
    if (removed.length > 0) chronicle.remove(removed);
  } else if (roll <= 9) await changeComments(context, issue);
  else await changeWorklogs(context, issue);
  world.jira.touch(issue);
}

function create({ world, random, chronicle }: Context): void {
  const word = wordOf(chronicle.nextNumber());
  const reporter = random.pick(PEOPLE) ?? 'boss';
  const issue = world.jira.create({ title: `title ${word}`, reporter }, { description: wiki(`Begun ${word}`) });
  chronicle.add('ticket', issue.id, word);
}

function remove({ world, chronicle }: Context, issue: MemoryIssue): void {
  world.jira.issues.delete(issue.id);
  // Jira does not answer to its keys any more: whoever edits its file now is at home there.
  const former = [...world.jira.formerKeys].flatMap(([key, id]) => (id === issue.id ? [key] : []));
  for (const home of [issue.id, issue.key, ...former]) chronicle.goneHomes.add(home);
  // One that Tract has just made is known to the chronicle by the word of its file.
  chronicle.loosen(wordsIn(wikiOf(issue.texts.description ?? null)));
  chronicle.figures.add('edit: issue removed');
}

function hideOrShow({ world, random, chronicle }: Context, issue: MemoryIssue): void {
  const hidden = random.pick([...world.jira.hidden]);
  if (hidden !== undefined && random.chance(0.5)) world.jira.hidden.delete(hidden);
  else world.jira.hidden.add(issue.id);
  chronicle.figures.add('edit: issue hidden or shown');
}

/** Out of the project, where Jira still answers to its old key, and back with a new one. */
function move({ world, chronicle }: Context, issue: MemoryIssue): void {
  world.jira.move(issue, projectOf(issue.key) === 'APP' ? 'OPS' : 'APP');
  chronicle.figures.add('edit: issue moved');
}

/** Jira gives somebody another name: it changes everywhere at once, and no issue is touched. */
function renameUser({ world, random, chronicle }: Context): void {
  const from = random.pick(PEOPLE) ?? 'boss';
  const to = `${from}-${chronicle.nextNumber()}`;
  for (const issue of world.jira.issues.values()) {
    if (issue.values.reporter === from) issue.values.reporter = to;
    issue.comments = issue.comments.map((one) => (one.author === from ? { ...one, author: to } : one));
    issue.worklogs = issue.worklogs.map((one) => (one.author === from ? { ...one, author: to } : one));
  }
  chronicle.figures.add('edit: user renamed');
}

function renameStatus({ world, chronicle }: Context, { values: { status } }: MemoryIssue): void {
  const to = valueFor('status', chronicle.nextNumber());
  for (const issue of world.jira.issues.values()) {
    if (issue.values.status !== status) continue;
    chronicle.set(issue.id, 'status', to, status ?? null);
    issue.values.status = to;
  }
}

async function setField({ chronicle, climate, random, world }: Context, issue: MemoryIssue): Promise<void> {
  const field = random.pick(FIELDS) ?? 'title';
  const before = issue.values[field] ?? null;
  const isAgreed = random.chance(climate.quickHands) || sameValue(await agreedValue(world, issue.key, field), before);
  if (before !== null && !isAgreed) return;
  const value = valueFor(field, chronicle.nextNumber());
  chronicle.set(issue.id, field, value, issue.values[field] ?? null);
  issue.values[field] = value;
}

async function changeSet({ chronicle, climate, random, world }: Context, issue: MemoryIssue): Promise<void> {
  const field = random.pick(SETS) ?? 'labels';
  const before: Value | undefined = issue.values[field];
  const members = Array.isArray(before) ? before : [];
  const picked = random.chance(0.3) ? random.pick(members) : undefined;
  const agreed = random.chance(climate.quickHands) ? before : await agreedValue(world, issue.key, field);
  const victim = Array.isArray(agreed) && agreed.includes(picked ?? '') ? picked : undefined;
  const word = wordOf(chronicle.nextNumber());
  issue.values[field] = [...members.filter((member) => member !== victim), word].sort();
  chronicle.add('member', issue.id, word);
  if (victim !== undefined) chronicle.remove(wordsIn(victim));
}

/** One that may be changed; people seldom change what Tract wrote in the moment that it did. */
async function pickSettled<T extends { readonly body?: JiraText | null; readonly comment?: JiraText | null }>(
  { random, climate, world }: Context,
  issue: MemoryIssue,
  entries: readonly T[],
): Promise<T | undefined> {
  const entry = random.pick(entries);
  if (entry === undefined || random.chance(climate.quickHands)) return entry;
  const [word = ''] = wordsIn(wikiOf(entry.body ?? entry.comment ?? null));
  return (await isOnRecord(world, issue.key, word)) ? entry : undefined;
}

async function changeComments(context: Context, issue: MemoryIssue): Promise<void> {
  const { chronicle, random, world } = context;
  const victim = random.chance(0.3) ? await pickSettled(context, issue, issue.comments) : undefined;
  const word = wordOf(chronicle.nextNumber());
  if (victim === undefined) {
    world.jira.comment(issue, random.pick(PEOPLE) ?? 'boss', `Said ${word}`);
    chronicle.add('comment', issue.id, word);
  } else if (random.chance(0.5)) {
    issue.comments = issue.comments.filter(({ id }) => id !== victim.id);
    chronicle.remove(wordsIn(wikiOf(victim.body)));
  } else {
    const body = wiki(`${wikiOf(victim.body)}\n\nMore ${word}`);
    issue.comments = issue.comments.map((comment) => (comment.id === victim.id ? { ...comment, body } : comment));
    chronicle.add('comment', issue.id, word);
    chronicle.takeUp(wordsIn(wikiOf(victim.body)));
  }
}

async function changeWorklogs(context: Context, issue: MemoryIssue): Promise<void> {
  const { chronicle, random, world } = context;
  const victim = random.chance(0.4) ? await pickSettled(context, issue, issue.worklogs) : undefined;
  const number = chronicle.nextNumber();
  if (victim === undefined) {
    const author = random.pick(PEOPLE) ?? 'boss';
    const comment = wiki(`Did ${wordOf(number)}`);
    world.jira.log(issue, { author, seconds: number * 60, started: startOf(number), comment });
    chronicle.add('worklog', issue.id, wordOf(number));
    return;
  }
  const [word = ''] = wordsIn(wikiOf(victim.comment));
  if (random.chance(0.5)) {
    world.jira.removeWorklog(issue, victim.id);
    chronicle.remove([word]);
    return;
  }
  const seconds = number * 60;
  chronicle.set(`worklog ${word}`, 'seconds', seconds, victim.seconds);
  issue.worklogs = issue.worklogs.map((one) => (one.id === victim.id ? { ...one, seconds } : one));
}

export function wikiOf(text: JiraText | null): string {
  return text?.kind === 'wiki' ? text.wiki : '';
}
