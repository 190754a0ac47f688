import { createRandom, type Random } from '../../test/support/random.ts';
import { generateComment, generateDescription, generateSentence } from './generate-text.ts';

/** An issue as REST v2 shows it. */
type RawIssue = Readonly<Record<string, unknown>>;

const KEY = 'APP';
const PEOPLE = ['anna', 'ben', 'carla', 'dmitri', 'eve', 'farid'];
const TYPES = ['Bug', 'Story', 'Task'];
const STATUSES = ['To Do', 'In Progress', 'Done'];
const PRIORITIES = ['Low', 'Medium', 'High'];
const COMPONENTS = ['api', 'web', 'billing', 'search'];
const LABELS = ['regression', 'customer', 'security', 'slow', 'docs'];
const FIRST_DAY_MS = Date.UTC(2021, 0, 4, 8);
const HOUR_MS = 3_600_000;

/**
 * An invented project of `count` issues, always the same one: about 1.7 KB each, comments on two in five, worklogs on
 * one in five, all older than a year so that nothing of it looks like a recent change.
 */
export function* generateIssues(count: number): Generator<RawIssue> {
  const random = createRandom(count);
  for (let number = 1; number <= count; number += 1) yield generateIssue(random, number);
}

function generateIssue(random: Random, number: number): RawIssue {
  const createdMs = FIRST_DAY_MS + random.below(24 * 365) * HOUR_MS;
  const author = person(random);
  return {
    id: String(100_000 + number),
    key: `${KEY}-${number}`,
    fields: {
      project: { id: '10500', key: KEY, name: 'Generated' },
      summary: generateSentence(random, 4 + random.below(6)),
      issuetype: { name: random.pick(TYPES) },
      status: { name: random.pick(STATUSES) },
      priority: { name: random.pick(PRIORITIES) },
      creator: author,
      reporter: author,
      assignee: random.chance(0.8) ? person(random) : null,
      created: time(createdMs),
      updated: time(createdMs + 90 * 24 * HOUR_MS),
      labels: LABELS.filter(() => random.chance(0.2)),
      components: COMPONENTS.filter(() => random.chance(0.25)).map((name) => ({ name })),
      duedate: random.chance(0.2) ? time(createdMs + 30 * 24 * HOUR_MS).slice(0, 10) : null,
      description: generateDescription(random),
      comment: { comments: random.chance(0.4) ? several(random, 5, () => comment(random, createdMs)) : [] },
      worklog: { worklogs: random.chance(0.2) ? several(random, 4, () => worklog(random, createdMs)) : [] },
    },
  };
}

function comment(random: Random, afterMs: number): object {
  const created = time(afterMs + random.below(2_000) * HOUR_MS);
  const author = person(random);
  return { author, updateAuthor: author, body: generateComment(random), created, updated: created };
}

function worklog(random: Random, afterMs: number): object {
  const started = time(afterMs + random.below(2_000) * HOUR_MS);
  const author = person(random);
  const timeSpentSeconds = 900 * (1 + random.below(32));
  const text = generateSentence(random, 6);
  return { author, updateAuthor: author, comment: text, created: started, updated: started, started, timeSpentSeconds };
}

function several<T>(random: Random, limit: number, make: () => T): readonly T[] {
  return Array.from({ length: 1 + random.below(limit) }, make);
}

function person(random: Random): object {
  const name = random.pick(PEOPLE);
  return { name, key: name, displayName: name, active: true, timeZone: 'Europe/Berlin' };
}

/** Jira's own form of a time. */
function time(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}
