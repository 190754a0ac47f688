import fc from 'fast-check';
import { canonicalSet } from '../../src/model/canonical.ts';
import type { Value } from '../../src/model/value.ts';
import { type Told, type ToldComment, type ToldWorklog, ticket } from './observation-builder.ts';

/** What a person does to a ticket on one side. `at` counts round the elements that there are. */
export type Edit =
  | { readonly kind: 'value'; readonly name: string; readonly value: Value }
  | { readonly kind: 'member'; readonly name: string; readonly member: string; readonly there: boolean }
  | { readonly kind: 'paragraph' | 'comment'; readonly what: 'add' | 'edit' | 'remove'; readonly at: number }
  | { readonly kind: 'worklog'; readonly what: WorklogEdit; readonly at: number };

/** `double` and `bring-back` are what a union merge does to lines: the same line twice, the old line beside the edited one. */
type WorklogEdit = 'add' | 'lengthen' | 'move' | 'say' | 'remove' | 'double' | 'bring-back';

export type Side = 'git' | 'jira';

const VALUES: Readonly<Record<string, readonly Value[]>> = {
  title: ['Login fails', 'Login is slow', 'Login breaks'],
  status: ['To Do', 'In Progress', 'Done'],
  resolution: [null, 'Fixed', 'Duplicate'],
  priority: [null, 'Low', 'High'],
  assignee: [null, 'ann', 'bob'],
  reporter: ['ann', 'bob'],
  due: [null, '2026-03-01', '2026-03-02'],
  points: [null, 1, 2],
  estimate: [null, 3600, 7200],
};
const SETS: Readonly<Record<string, readonly string[]>> = {
  labels: ['a', 'b', 'c'],
  components: ['Auth', 'Web'],
  links: ['blocks APP-2', 'clones APP-3'],
};

const anyValueEdit = fc
  .constantFrom(...Object.keys(VALUES))
  .chain((name) => fc.constantFrom(...(VALUES[name] ?? [])).map((value): Edit => ({ kind: 'value', name, value })));

const anyMemberEdit = fc
  .constantFrom(...Object.keys(SETS))
  .chain((name) =>
    fc
      .tuple(fc.constantFrom(...(SETS[name] ?? [])), fc.boolean())
      .map(([member, there]): Edit => ({ kind: 'member', name, member, there })),
  );

const at = fc.nat({ max: 3 });
const what = fc.constantFrom('add', 'edit', 'remove');
const worklogEdit = fc.constantFrom<WorklogEdit>('add', 'lengthen', 'move', 'say', 'remove', 'double', 'bring-back');

export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  anyValueEdit,
  anyMemberEdit,
  fc.record({ kind: fc.constantFrom('paragraph', 'comment'), what, at }),
  fc.record({ kind: fc.constant('worklog'), what: worklogEdit, at }),
);

/** A ticket that both sides could agree on. */
export const anyTicket: fc.Arbitrary<Told> = fc
  .record({
    edits: fc.array(fc.oneof(anyValueEdit, anyMemberEdit), { maxLength: 8 }),
    paragraphs: fc.nat({ max: 4 }),
    comments: fc.nat({ max: 3 }),
    lines: fc.array(fc.constantFrom('jira', 'own', 'none'), { maxLength: 3 }),
  })
  .map(({ edits, paragraphs, comments, lines }) => {
    const told = ticket(
      {},
      {
        description: count(paragraphs, (n) => `Paragraph number ${n} of the description`).join('\n\n'),
        comments: count(comments, (n) => commentNumber(n)),
        worklogs: lines.map((line, n) =>
          worklogNumber(n, line === 'jira' ? `${n}` : line === 'own' ? `own-${n}` : null),
        ),
      },
    );
    return perturb(told, edits, 'git');
  });

/** The ticket after a person's edits. What is written carries words, seconds and times that nobody else wrote. */
export function perturb(told: Told, edits: readonly Edit[], side: Side): Told {
  return edits.reduce((now, edit, n) => applyEdit(now, told, edit, { side, n }), told);
}

/** Whatever a person wrote on this side that was not there before: it may lose, but never disappear. */
export function newWords(before: Told, after: Told): readonly string[] {
  const words = (told: Told) => {
    const times = told.worklogs.flatMap(({ seconds, started }) => [String(seconds), started]);
    return [...(JSON.stringify(told).match(/\b(?:git|jira)-word-\d+\b/g) ?? []), ...times];
  };
  const known = new Set(words(before));
  return [...new Set(words(after))].filter((word) => !known.has(word));
}

type Pen = { readonly side: Side; readonly n: number };

function applyEdit(told: Told, before: Told, edit: Edit, pen: Pen): Told {
  switch (edit.kind) {
    case 'value':
      return { ...told, values: { ...told.values, [edit.name]: edit.value } };
    case 'member':
      return { ...told, values: { ...told.values, [edit.name]: withMember(told.values[edit.name] ?? null, edit) } };
    case 'paragraph': {
      const paragraphs = told.description === '' ? [] : told.description.split('\n\n');
      const edited = editList(paragraphs, edit, () => wordOf(pen));
      return { ...told, description: edited.join('\n\n') };
    }
    case 'comment':
      return { ...told, comments: editList(told.comments, edit, (old) => penned(old, pen)) };
    case 'worklog':
      return { ...told, worklogs: editWorklogs(told.worklogs, before.worklogs, edit, pen) };
  }
}

function withMember(value: Value, edit: Extract<Edit, { kind: 'member' }>): Value {
  const others = (Array.isArray(value) ? value : []).filter((member) => member !== edit.member);
  const members = edit.there ? [...others, edit.member] : others;
  return members.length === 0 ? null : canonicalSet(members);
}

function editList<E>(
  list: readonly E[],
  edit: { readonly what: string; readonly at: number },
  write: (old: E | null) => E,
) {
  const index = list.length === 0 ? -1 : edit.at % list.length;
  if (edit.what === 'add') return [...list.slice(0, edit.at), write(null), ...list.slice(edit.at)];
  return list.flatMap((element, here) => {
    if (here !== index) return [element];
    return edit.what === 'remove' ? [] : [write(element)];
  });
}

/** A new comment of git has no id, and no time before Jira gave it one. */
function penned(old: ToldComment | null, pen: Pen): ToldComment {
  if (old !== null) return { ...old, body: wordOf(pen) };
  if (pen.side === 'jira') return { ...commentNumber(20 + pen.n), body: wordOf(pen) };
  return { id: '', author: pen.n % 2 === 0 ? 'me' : 'bob', at: null, body: wordOf(pen) };
}

function editWorklogs(
  list: readonly ToldWorklog[],
  before: readonly ToldWorklog[],
  edit: Extract<Edit, { kind: 'worklog' }>,
  pen: Pen,
): readonly ToldWorklog[] {
  if (edit.what === 'add') return [...list, newWorklog(pen)];
  const index = edit.at % Math.max(1, list.length);
  return list.flatMap((entry, here) => (here === index ? editEntry(entry, before, edit.what, pen) : [entry]));
}

function editEntry(
  entry: ToldWorklog,
  before: readonly ToldWorklog[],
  what: WorklogEdit,
  pen: Pen,
): readonly ToldWorklog[] {
  const old = before.find(({ line, id }) => line !== null && line === entry.line && id === entry.id);
  const { seconds, started } = newWorklog(pen);
  switch (what) {
    case 'lengthen':
      return [{ ...entry, seconds }];
    case 'move':
      return [{ ...entry, started }];
    case 'say':
      return [{ ...entry, comment: wordOf(pen) }];
    case 'double':
      return pen.side === 'git' ? [entry, entry] : [entry];
    case 'bring-back':
      return pen.side === 'git' && old !== undefined ? [entry, old] : [entry];
    default:
      return [];
  }
}

function newWorklog({ side, n }: Pen): ToldWorklog {
  const [id, month] = side === 'git' ? ['', '03'] : [`2${n}`, '04'];
  const line = side === 'git' && n % 2 === 0 ? null : `${side}-${n}`;
  const started = `2026-${month}-${String(n + 1).padStart(2, '0')}T09:00:00Z`;
  return { id, line, author: 'bob', seconds: (side === 'git' ? 10_000 : 20_000) + n, started, comment: '' };
}

function wordOf({ side, n }: Pen): string {
  return `Somebody wrote ${side}-word-${n} here`;
}

function commentNumber(n: number): ToldComment {
  const at = `2026-02-11T09:00:${String(n).padStart(2, '0')}Z`;
  return { id: `${n}`, author: n % 2 === 0 ? 'ann' : 'bob', at, body: `Comment number ${n}` };
}

function worklogNumber(n: number, line: string | null): ToldWorklog {
  return { id: `${n}`, line, author: 'bob', seconds: 3600, started: `2026-02-1${n}T09:00:00Z`, comment: '' };
}

function count<E>(n: number, make: (n: number) => E): readonly E[] {
  return Array.from({ length: n }, (_, index) => make(index));
}
