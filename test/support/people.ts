import type { Value } from '../../src/model/value.ts';
import { wiki } from './memory-jira.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** What a person did, by a word that occurs nowhere else: how the end of a world is checked. */
export type Deed =
  | { readonly kind: 'ticket'; readonly word: string }
  | { readonly kind: 'title'; readonly key: string; readonly word: string; readonly side: 'git' | 'jira' }
  | { readonly kind: 'label'; readonly key: string; readonly word: string }
  | { readonly kind: 'paragraph'; readonly key: string; readonly word: string }
  | { readonly kind: 'comment'; readonly key: string; readonly word: string }
  | { readonly kind: 'worklog'; readonly key: string; readonly word: string };

/** What the people of a world did so far, and what they took back. */
export type Chronicle = { readonly deeds: Deed[]; readonly takenBack: Set<string>; next: number };

export function emptyChronicle(): Chronicle {
  return { deeds: [], takenBack: new Set(), next: 1 };
}

/** Somebody does something somewhere. */
export async function act(world: World, random: Random, chronicle: Chronicle): Promise<void> {
  const word = `w${chronicle.next++}x`;
  if (random.chance(0.5)) await actInGit(world, random, chronicle, word);
  else actInJira(world, random, chronicle, word);
}

async function actInGit(world: World, random: Random, chronicle: Chronicle, word: string): Promise<void> {
  const roll = random.below(10);
  if (roll === 0) {
    await world.addFile(`issues/new ${word}.md`, newDoc(word, random));
    chronicle.deeds.push({ kind: 'ticket', word });
    return;
  }
  const key = random.pick(await world.keys());
  const file = key === undefined ? null : await world.file(`issues/${key}.md`);
  if (key === undefined || file === null) return;
  const { doc, path } = file;
  if (roll <= 2) {
    await world.editFile(path, { values: { title: `Title ${word}` } });
    chronicle.deeds.push({ kind: 'title', key, word, side: 'git' });
  } else if (roll <= 4) {
    await world.editFile(path, {
      values: { labels: changeLabels(doc.values.labels ?? null, word, random, chronicle) },
    });
    chronicle.deeds.push({ kind: 'label', key, word });
  } else if (roll === 5) {
    await world.editFile(path, { texts: { description: addParagraph(doc.texts.description ?? '', word, random) } });
    chronicle.deeds.push({ kind: 'paragraph', key, word });
  } else if (roll <= 7) {
    const slots = doc.comments.map((comment, from) => ({ from, comment }));
    const comment = { author: 'jane', at: null, body: `Said ${word}` };
    await world.editFile(path, { comments: [...slots, { from: null, comment }] });
    chronicle.deeds.push({ kind: 'comment', key, word });
  } else {
    await logInGit(world, random, chronicle, key, word);
  }
}

async function logInGit(world: World, random: Random, chronicle: Chronicle, key: string, word: string): Promise<void> {
  const lines = (await world.worklogs()).filter((line) => line.worklog.issue === key);
  const line = random.chance(0.3) ? random.pick(lines) : undefined;
  if (line !== undefined) {
    await world.editWorklogs(line.month, { remove: [line.line] });
    chronicle.takenBack.add(wordOf(line.worklog.comment));
    return;
  }
  const id = random.chance(0.5) ? `id-${word}` : null;
  const entry = { author: 'jane', seconds: 3600, started: startOf(chronicle) };
  await world.logTime({ ...entry, id, issue: key, comment: `Did ${word}` });
  chronicle.deeds.push({ kind: 'worklog', key, word });
}

function actInJira(world: World, random: Random, chronicle: Chronicle, word: string): void {
  const { jira } = world;
  const roll = random.below(10);
  const issue = random.pick([...jira.issues.values()]);
  if (roll === 0 || issue === undefined) {
    jira.create({ title: `Ticket ${word}` }, { description: wiki(`Begun ${word}`) });
    chronicle.deeds.push({ kind: 'ticket', word });
    return;
  }
  const { key } = issue;
  if (roll <= 2) {
    issue.values.title = `Title ${word}`;
    chronicle.deeds.push({ kind: 'title', key, word, side: 'jira' });
  } else if (roll <= 4) {
    issue.values.labels = changeLabels(issue.values.labels ?? null, word, random, chronicle);
    chronicle.deeds.push({ kind: 'label', key, word });
  } else if (roll === 5) {
    const before = issue.texts.description;
    issue.texts.description = wiki(addParagraph(before?.kind === 'wiki' ? before.wiki : '', word, random));
    chronicle.deeds.push({ kind: 'paragraph', key, word });
  } else if (roll <= 7) {
    jira.comment(issue, 'boss', `Said ${word}`);
    chronicle.deeds.push({ kind: 'comment', key, word });
  } else {
    const worklog = random.chance(0.3) ? random.pick(issue.worklogs) : undefined;
    if (worklog !== undefined) {
      chronicle.takenBack.add(wordOf(worklog.comment?.kind === 'wiki' ? worklog.comment.wiki : ''));
      jira.removeWorklog(issue, worklog.id);
      return;
    }
    jira.log(issue, { author: 'boss', seconds: 1800, started: startOf(chronicle), comment: wiki(`Did ${word}`) });
    chronicle.deeds.push({ kind: 'worklog', key, word });
  }
  jira.touch(issue);
}

/** Work of one person that begins at the same time and takes as long is one entry by definition, so no two do here. */
function startOf({ next }: Chronicle): string {
  return `2026-02-03T09:${String(next % 60).padStart(2, '0')}:00Z`;
}

function newDoc(word: string, random: Random) {
  const values = { title: `Ticket ${word}`, ...(random.chance(0.5) ? { status: 'Done', labels: ['born'] } : {}) };
  const comments = random.chance(0.3) ? [{ author: 'jane', at: null, body: `First of ${word}` }] : [];
  return { values, texts: { description: `Begun ${word}` }, comments };
}

function changeLabels(before: Value, word: string, random: Random, chronicle: Chronicle): readonly string[] {
  const labels = Array.isArray(before) ? [...before] : [];
  const victim = random.chance(0.3) ? random.pick(labels) : undefined;
  if (victim !== undefined) chronicle.takenBack.add(victim);
  return [...labels.filter((label) => label !== victim), word].sort();
}

function addParagraph(text: string, word: string, random: Random): string {
  if (text === '') return `Wrote ${word}`;
  return random.chance(0.5) ? `${text}\n\nWrote ${word}` : `Wrote ${word}\n\n${text}`;
}

function wordOf(text: string): string {
  return /w\d+x/.exec(text)?.[0] ?? '';
}
