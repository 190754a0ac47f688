import { BUILT_IN_FIELDS } from '../../src/model/field-table.ts';
import type { JiraText } from '../../src/model/text/jira-text.ts';
import { sameJiraText } from '../../src/model/text/reconcile/same-text.ts';
import { reconcileText } from '../../src/model/text/reconcile-text.ts';
import type { TextPeople } from '../../src/model/text/text-people.ts';
import type { TicketFormat } from '../../src/model/ticket.ts';
import { editTicketFile, readTicketFile, renderTicketFile } from '../../src/model/ticket-file.ts';
import { createRandom, type Random } from '../../test/support/random.ts';
import type { Edit } from './compare-blocks.ts';
import { type Agreed, pull, push } from './convert.ts';
import type { Corpus, TicketTexts } from './corpus.ts';
import { editInGit, editInJira } from './edit-block.ts';
import { atLeast, count, type Figure, share, type Table } from './table.ts';

type Sum = { tried: number; good: number };

/** What stays byte for byte when something else is edited, in the ticket or in the same text. */
export function measureUntouched(corpus: Corpus, seed: number): Table {
  const { sets, people } = corpus;
  const findings: string[] = [];
  const rows = sets.map((set) => {
    const elsewhere: Sum = { tried: 0, good: 0 };
    const git: Sum = { tried: 0, good: 0 };
    const jira: Sum = { tried: 0, good: 0 };
    const random = createRandom(seed);
    for (const ticket of set.tickets) {
      const bases = ticket.texts.map((text) => pull(text.jira, people));
      editElsewhere(ticket, bases, people, elsewhere, findings);
      bases.forEach((base, at) => {
        const blocks = blocksToEdit(base, set.real ? random : null);
        editBlocks(base, blocks, ticket.texts[at]?.name ?? ticket.key, people, { git, jira, findings });
      });
    }
    return rowOf(set.title, elsewhere, git, jira);
  });
  return {
    title: 'Untouched',
    note:
      'Texts that are byte for byte in Jira after a pull, an edit elsewhere in the ticket file and a push; and edits of ' +
      'one block that leave every other block as it was, on both sides.',
    columns: ['texts', 'texts', 'untouched', 'edits in git', 'rest of Jira same', 'edits in Jira', 'rest of git same'],
    rows: [...rows, ...markdownRows(corpus, findings)],
    findings,
  };
}

const FORMAT: TicketFormat = {
  fields: [
    ...BUILT_IN_FIELDS,
    {
      name: 'environment',
      kind: 'text',
      jira: 'environment',
      via: 'edit',
      place: 'front-matter',
      policy: 'hold',
      passive: false,
      custom: true,
    },
  ],
  secondsPerDay: 28_800,
  secondsPerWeek: 144_000,
};

/** The ticket as a file, in which a person changes the title and nothing else. */
function editElsewhere(
  { key, texts }: TicketTexts,
  bases: readonly Agreed[],
  people: TextPeople,
  sum: Sum,
  findings: string[],
): void {
  const places = texts.map(({ name }) => / (description|environment|comment \d+)/.exec(name)?.[1] ?? 'description');
  const markdownAt = (place: string): string => bases[places.indexOf(place)]?.markdown ?? '';
  const comments = places.flatMap((place, at) => (place.startsWith('comment') ? [at] : []));
  const content = {
    values: { title: 'As it was' },
    texts: { description: markdownAt('description'), environment: markdownAt('environment') },
    comments: comments.map((at) => ({
      author: 'somebody',
      at: '2026-02-10T14:30:00Z',
      body: bases[at]?.markdown ?? '',
    })),
  };
  const file = renderTicketFile(content, FORMAT);
  const edited = editTicketFile(file, { values: { title: 'Another' }, texts: {}, comments: null }, FORMAT);
  const reading = readTicketFile(new TextEncoder().encode(edited), FORMAT);
  if (reading.kind === 'broken') throw new Error(`${key}: ${reading.reason}`);
  const { doc } = reading;
  texts.forEach(({ name, jira }, at) => {
    const base = bases[at];
    if (base === undefined) return;
    const place = places[at] ?? '';
    const git = place.startsWith('comment')
      ? (doc.comments[comments.indexOf(at)]?.body ?? '')
      : (doc.texts[place] ?? '');
    const outcome = reconcileText({ kind: jira.kind, base, git, jira: base.jira, people });
    const same = outcome.kind === 'agreed' && outcome.verdict === 'same' && isSame(outcome.jira, jira);
    tally(sum, same ? { kind: 'kept' } : { kind: 'touched', reason: outcome.kind }, `${name}, untouched`, findings);
  });
}

function isSame(a: JiraText | null, b: JiraText): boolean {
  return JSON.stringify(a) === JSON.stringify(b) && sameJiraText(a, b);
}

type Sums = { readonly git: Sum; readonly jira: Sum; readonly findings: string[] };

/** Markdown that came from git: what Jira holds of it was made here. */
function markdownRows({ markdown, people }: Corpus, findings: string[]): readonly (readonly (string | Figure)[])[] {
  if (markdown.length === 0) return [];
  return (['wiki', 'adf'] as const).map((kind) => {
    const git: Sum = { tried: 0, good: 0 };
    const jira: Sum = { tried: 0, good: 0 };
    for (const sample of markdown) {
      const base = push(sample.markdown, kind, people);
      editBlocks(base, blocksToEdit(base, null), `${sample.name} as ${kind}`, people, { git, jira, findings });
    }
    return rowOf(`Markdown in ${kind === 'wiki' ? 'wiki' : 'ADF'}, corpus`, { tried: 0, good: 0 }, git, jira);
  });
}

function editBlocks(base: Agreed, blocks: readonly number[], name: string, people: TextPeople, sums: Sums): void {
  for (const nth of blocks) {
    tally(sums.git, editInGit(base, nth, people), `${name}, block ${nth + 1} edited in git`, sums.findings);
    tally(sums.jira, editInJira(base, nth, people), `${name}, block ${nth + 1} edited in Jira`, sums.findings);
  }
}

/** Of a sample each block, of a real text one. */
function blocksToEdit({ markdown }: Agreed, random: Random | null): readonly number[] {
  const count = markdown.trim() === '' ? 0 : markdown.split(/\n\n/).length;
  if (random !== null) return count === 0 ? [] : [random.below(count)];
  return Array.from({ length: count }, (_, nth) => nth);
}

function rowOf(title: string, elsewhere: Sum, git: Sum, jira: Sum): readonly (string | Figure)[] {
  return [
    title,
    count(elsewhere.tried),
    share(elsewhere.good, elsewhere.tried, atLeast(100)),
    count(git.tried),
    share(git.good, git.tried, atLeast(100)),
    count(jira.tried),
    share(jira.good, jira.tried, atLeast(100)),
  ];
}

function tally(sum: Sum, edit: Edit, place: string, findings: string[]): void {
  if (edit.kind === 'nothing') return;
  sum.tried += 1;
  if (edit.kind === 'kept') sum.good += 1;
  else findings.push(`${place}: ${edit.reason}`);
}
