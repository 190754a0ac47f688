import fc from 'fast-check';
import { canonicalText } from '../../../src/model/canonical.ts';
import type { Field } from '../../../src/model/field.ts';
import { BUILT_IN_FIELDS } from '../../../src/model/field-table.ts';
import { parseValue } from '../../../src/model/parse-value.ts';
import type { GitComment, TicketFormat } from '../../../src/model/ticket.ts';
import type { TicketContent } from '../../../src/model/ticket-file-content.ts';
import type { Value } from '../../../src/model/value.ts';

const custom = (name: string, kind: Field['kind']): Field => ({
  name,
  kind,
  jira: `customfield_${name.length}`,
  via: 'edit',
  place: 'front-matter',
  policy: 'jira',
  passive: false,
  custom: true,
});

/** The built-in fields and one custom field of each kind that a ticket file can hold besides. */
export const FORMAT: TicketFormat = {
  fields: [
    ...BUILT_IN_FIELDS,
    custom('environment', 'text'),
    custom('area', 'cascading'),
    custom('reviewers', 'multi-user'),
    custom('risk', 'option'),
  ],
  secondsPerDay: 28_800,
  secondsPerWeek: 144_000,
};

export const anyText: fc.Arbitrary<string> = fc.string({ unit: 'binary', maxLength: 40 });

/** Lines that a ticket file gives a meaning to, and lines around which readers stumble. */
const awkwardLine = fc.constantFrom(
  '## Comments',
  '## Comments  ',
  '\\## Comments',
  '\\\\## Comments',
  '  ## Comments',
  '**me**',
  '\\**me**',
  '**john.doe** - 2026-02-13 09:15:00',
  '\\**john.doe** - 2026-02-13 09:15:00',
  '**john doe** - 2026-02-30',
  '**in bold**',
  '---',
  '--- ',
  '...',
  '```',
  '```yaml',
  '~~~',
  'title: x',
  '',
  ' ',
  '\t',
  '    code',
  '\ufeff',
  '\u2028',
  '\u0085',
  '# heading',
  '- item',
  '\\',
);

const lineEnd = fc.constantFrom('\n', '\r\n', '\r', '\n\n');

/** Texts of several lines, with awkward ones among them and any line ends. */
export const anyMarkdown: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.oneof(awkwardLine, anyText), lineEnd), { maxLength: 8 })
  .map((lines) => lines.flat().join(''));

const key = fc.integer({ min: 1, max: 99_999 }).map((number) => `APP-${number}`);
const time = fc
  .integer({ min: -62_000_000_000, max: 250_000_000_000 })
  .map((seconds) => `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`);

/** What a field may be told, before it is made canonical. */
function anyRaw(kind: Field['kind']): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom(
    '1.10',
    '0123',
    'null',
    'no',
    '~',
    '[a',
    'a: b',
    'x #y',
    "it's",
    '"q"',
    '- a',
    'a, b',
    '{}',
    '12:30',
  );
  const word = fc.oneof(odd, anyText);
  switch (kind) {
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'date':
      return time.map((text) => text.slice(0, 10));
    case 'datetime':
      return time;
    case 'duration':
      return fc.integer({ min: 0, max: 10_000_000 }).map((seconds) => `${seconds}s`);
    case 'key':
      return key;
    case 'links':
      return fc.array(
        fc
          .tuple(fc.constantFrom('blocks', 'is blocked by', 'Cloners: clones', '# x'), key)
          .map((link) => link.join(' ')),
      );
    case 'labels':
      return fc.array(word.map((text) => text.replace(/\s/gu, '')));
    case 'multi-option':
    case 'multi-user':
    case 'attachments':
    case 'cascading':
      return fc.array(word);
    default:
      return word;
  }
}

/** A canonical value of the field, or null. */
export function anyValue(field: Field): fc.Arbitrary<Value> {
  return fc.option(anyRaw(field.kind), { freq: 2 }).map((raw) => {
    const parsed = parseValue(field, raw, FORMAT);
    return parsed.kind === 'value' ? parsed.value : null;
  });
}

export const anyComment: fc.Arbitrary<GitComment> = fc.record({
  author: fc.constantFrom('me', 'john.doe', 'JIRAUSER10100', 'zo\u00eb'),
  at: fc.option(time),
  body: anyMarkdown,
});

const valueFields = FORMAT.fields.filter(({ place, kind }) => place === 'front-matter' && kind !== 'text');

const values = fc
  .record(Object.fromEntries(valueFields.map((field) => [field.name, anyValue(field)])))
  .map((record) => ({ ...record, title: record.title ?? 'A title' }));

const texts = fc.record({ description: anyMarkdown, environment: anyMarkdown });

/** Every ticket that Jira could ask us to write. */
export const anyContent: fc.Arbitrary<TicketContent> = fc.record({
  values,
  texts,
  comments: fc.array(anyComment, { maxLength: 4 }),
});

/** What reading a file with this content gives. */
export function asRead(content: TicketContent): TicketContent {
  const clean = Object.entries(content.texts).map(([name, text]) => [name, canonicalText(text)] as const);
  const comments = content.comments.map((comment) => ({ ...comment, body: canonicalText(comment.body) }));
  return { values: content.values, texts: Object.fromEntries(clean), comments };
}
