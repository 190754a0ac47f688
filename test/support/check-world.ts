import { sameValue } from '../../src/model/canonical.ts';
import { openSnapshot } from '../../src/snapshot/snapshot.ts';
import type { Chronicle, Deed } from './people.ts';
import { readMeaning } from './read-meaning.ts';
import type { World } from './world.ts';
import { BRANCH } from './world.ts';

const COMPARED = ['title', 'type', 'status', 'priority', 'assignee', 'labels'] as const;

/** What is wrong at the end of a world that has come to rest; nothing is the only good answer. */
export async function checkWorld(world: World, chronicle: Chronicle): Promise<readonly string[]> {
  const held = await heldFields(world);
  const jira = await readJira(world);
  const git = await readGit(world);
  return [
    ...(await differences(world, held)),
    ...chronicle.deeds
      .filter(({ word }) => !world.jira.history.some((values) => values.includes(word)))
      .flatMap((deed) => checkDeed(deed, chronicle, jira, git, held)),
  ];
}

/** The world's words by where they stand: how often in all comments, worklogs, titles, labels and descriptions. */
type Reading = { readonly comments: string; readonly worklogs: string; readonly rest: string };

async function readJira(world: World): Promise<Reading> {
  const issues = [...world.jira.issues.values()];
  return {
    comments: issues.flatMap((issue) => issue.comments.map(({ body }) => readMeaning(body))).join('\n'),
    worklogs: issues.flatMap((issue) => issue.worklogs.map(({ comment }) => readMeaning(comment))).join('\n'),
    rest: issues
      .map(({ values, texts }) => `${values.title}\n${values.labels}\n${readMeaning(texts.description ?? null)}`)
      .join('\n'),
  };
}

async function readGit(world: World): Promise<Reading> {
  const files = await Promise.all((await world.paths()).map((path) => world.file(path)));
  const docs = files.flatMap((file) => file?.doc ?? []);
  return {
    comments: docs.flatMap((doc) => doc.comments.map(({ body }) => body)).join('\n'),
    worklogs: (await world.worklogs()).map(({ worklog }) => worklog.comment).join('\n'),
    rest: docs.map(({ values, texts }) => `${values.title}\n${values.labels}\n${texts.description}`).join('\n'),
  };
}

async function heldFields(world: World): Promise<ReadonlySet<string>> {
  const snapshot = await openSnapshot(world.store, { project: 'APP', branch: BRANCH });
  const bases = await snapshot.bases([...snapshot.entries()].map(({ key }) => key));
  return new Set([...bases.values()].flatMap(({ key, holds }) => holds.map(({ field }) => `${key} ${field}`)));
}

async function differences(world: World, held: ReadonlySet<string>): Promise<readonly string[]> {
  const problems: string[] = [];
  const paths = new Set(await world.paths());
  for (const issue of world.jira.issues.values()) {
    const path = `issues/${issue.key}.md`;
    const file = await world.file(path);
    paths.delete(path);
    if (file === null) {
      problems.push(`${issue.key} has no file`);
      continue;
    }
    for (const name of COMPARED) {
      const [git, jira] = [file.doc.values[name] ?? null, issue.values[name] ?? null];
      if (!sameValue(git, jira) && !held.has(`${issue.key} ${name}`)) {
        problems.push(`${issue.key} ${name}: git ${JSON.stringify(git)}, jira ${JSON.stringify(jira)}`);
      }
    }
    if (file.doc.comments.length !== issue.comments.length)
      problems.push(`${issue.key}: the comments differ in number`);
  }
  return [...problems, ...[...paths].map((path) => `${path} belongs to no issue`)];
}

function checkDeed(
  deed: Deed,
  { deeds, takenBack }: Chronicle,
  jira: Reading,
  git: Reading,
  held: ReadonlySet<string>,
): readonly string[] {
  const { kind, word } = deed;
  if (takenBack.has(word)) return [];
  const counts = [count(jira, kind, word), count(git, kind, word)];
  const where = `${kind} ${word}: ${counts[0]} in Jira, ${counts[1]} in git`;
  if (kind === 'comment' || kind === 'worklog') return counts.every((times) => times === 1) ? [] : [where];
  if (kind === 'ticket') return counts.every((times) => times === 1) ? [] : [where];
  if (kind === 'label') return counts.every((times) => times === 1) ? [] : [where];
  if (kind === 'paragraph') {
    const isHeld = held.has(`${deed.key} description`);
    const enough = isHeld ? Math.max(...counts) === 1 : counts.every((times) => times === 1);
    return enough ? [] : [`${where}${isHeld ? ' (held)' : ''}`];
  }
  const later = deeds.slice(deeds.indexOf(deed) + 1);
  const overwritten = later.some((other) => other.kind === 'title' && other.key === deed.key);
  return overwritten || counts.some((times) => times >= 1) || held.has(`${deed.key} title`) ? [] : [where];
}

/** New tickets say their word in the description, which keeps it whatever becomes of the title. */
function count(reading: Reading, kind: Deed['kind'], word: string): number {
  const text = kind === 'comment' ? reading.comments : kind === 'worklog' ? reading.worklogs : reading.rest;
  const needle = kind === 'ticket' ? `Begun ${word}` : word;
  return text.split(needle).length - 1;
}
