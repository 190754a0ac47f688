import type { ConflictRecord, RecordedConflict, RecordedSide, RecordedValue } from './conflict-record.ts';
import { renderBlock, renderScalar } from './front-matter-scalar.ts';

/** The record as a file: reading it gives the same record, whatever the texts say. */
export function renderConflictRecord({ issue, conflicts }: ConflictRecord): string {
  return [
    `# ${issue} waits for a person: git and Jira say different things, and each is kept as it is.`,
    '# Settle a field here with `take: git`, `take: jira`, or `take: merged` and `value: …` below it, and push;',
    `# or with \`tract conflicts resolve ${issue}\`; or make both sides say the same. Then Tract removes this file.`,
    member('issue', issue, ''),
    'conflicts:',
    ...conflicts.map(renderConflict),
    '',
  ].join('\n');
}

const INDENT = '    ';

function renderConflict({ field, since, reason, rule, base, git, jira, seen, decision }: RecordedConflict): string {
  const lines = [
    member('field', field, INDENT),
    ...(decision === null ? [] : [member('take', decision.take, INDENT)]),
    ...(decision?.value === undefined ? [] : [member('value', decision.value, INDENT)]),
    member('since', since, INDENT),
    member('reason', reason, INDENT),
    member('rule', rule, INDENT),
    ...optional('base', base, INDENT),
    ...renderSide('git', git, 'commit'),
    ...renderSide('jira', jira, 'change'),
    `${INDENT}seen:`,
    member('git', seen.git, `${INDENT}  `),
    member('jira', seen.jira, `${INDENT}  `),
  ];
  return `  - ${lines.join('\n').slice(INDENT.length)}`;
}

function renderSide(name: string, { value, by, at, source }: RecordedSide, sourceName: string): readonly string[] {
  const below = `${INDENT}  `;
  const members = [
    ...optional('value', value, below),
    ...optional('by', by, below),
    ...optional('at', at, below),
    ...optional(sourceName, source, below),
  ];
  return members.length === 0 ? [] : [`${INDENT}${name}:`, ...members];
}

function optional(key: string, value: RecordedValue, indent: string): readonly string[] {
  return value === null ? [] : [member(key, value, indent)];
}

function member(key: string, value: RecordedValue, indent: string): string {
  if (value === null) return `${indent}${key}:`;
  if (typeof value === 'string') return `${indent}${key}: ${renderText(value, indent)}`;
  if (Array.isArray(value)) return `${indent}${key}: [${value.map((each) => renderScalar(each, 'flow')).join(', ')}]`;
  const members = Object.entries(value).map(([name, text]) => member(name, text, `${indent}  `));
  return [`${indent}${key}:`, ...members].join('\n');
}

/** Several lines as a block, which is easy to read and to copy from, where it reads back as the same text. */
function renderText(text: string, indent: string): string {
  if (!text.includes('\n') || /^\n|\n[ \t]*$/.test(text)) return renderScalar(text, 'value');
  const block = renderBlock(text, indent);
  // Without the sign, a reader adds a line end after the last line.
  return block === null ? renderScalar(text, 'value') : block.replace('\n', '-\n').slice(0, -1);
}
