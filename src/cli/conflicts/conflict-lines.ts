import type { Field } from '../../model/field.ts';
import { explainOrigins } from '../../reconciler/explain-origins.ts';
import type { Colors, Context } from '../context.ts';
import { plain } from '../render/plain.ts';
import type { Conflict } from './conflict.ts';
import { diffLines } from './text-versions.ts';
import { writtenValue } from './written-value.ts';

/** What of one ticket is in conflict: of a text what each side changed, of everything else the three values. */
export async function conflictLines(
  issue: string,
  conflicts: readonly Conflict[],
  fields: readonly Field[],
  { io, colors }: Context,
): Promise<readonly string[]> {
  if (conflicts.length === 0) return [`Nothing of ${issue} is in conflict.`];
  const parts: (readonly string[])[] = [];
  for (const conflict of conflicts) {
    const { field, reason, since } = conflict;
    const head = `${colors.bold(field)}: ${plain(reason)} (since ${since})`;
    parts.push([
      head,
      ...(await versionLines(conflict, fields, { io, colors })),
      ...explainOrigins(conflict).map((origin) => `  ${plain(origin)}`),
      '',
    ]);
  }
  const [first] = conflicts;
  const name = conflicts.length === 1 ? '' : ` ${first?.field ?? ''}`;
  return [
    `${colors.bold(issue)}: ${conflicts.length} in conflict`,
    '',
    ...parts.flat(),
    `Settle it: tract conflicts resolve ${issue}${name} --take git (or jira), or --edit`,
  ];
}

/** The versions of one part of a ticket; undefined where one is not known here. */
export type Versions = Pick<Conflict, 'field' | 'base' | 'git' | 'jira'>;

/** The three versions: of a text what each side changed, of everything else the values. */
export async function versionLines(
  versions: Versions,
  fields: readonly Field[],
  { io, colors }: Pick<Context, 'io' | 'colors'>,
): Promise<readonly string[]> {
  return isText(versions) ? textLines(versions, io, colors) : valueLines(versions, fields);
}

/** A text is shown by its lines. */
export function isText({ base, git, jira }: Omit<Versions, 'field'>): boolean {
  const values = [base, git, jira];
  return (
    values.every((value) => value === null || value === undefined || typeof value === 'string') &&
    values.some((value) => typeof value === 'string' && value.includes('\n'))
  );
}

function valueLines({ field, base, git, jira }: Versions, fields: readonly Field[]): readonly string[] {
  const shown = (value: unknown) =>
    value === undefined ? '(not known in this clone)' : plain(writtenValue(value, field, fields)) || 'nothing';
  return [`  agreed  ${shown(base)}`, `  git     ${shown(git)}`, `  Jira    ${shown(jira)}`];
}

async function textLines(
  { base, git, jira }: Versions,
  io: Pick<Context['io'], 'env'>,
  colors: Colors,
): Promise<readonly string[]> {
  const agreed = String(base ?? '');
  const side = async (name: string, text: unknown) => {
    if (text === undefined) return [`  ${name}: (not known in this clone)`];
    if (String(text ?? '') === agreed) return [`  ${name} has it as agreed`];
    if (text === null) return [`  ${name} removed it`];
    const lines = await diffLines(agreed, String(text), io.env);
    return [
      `  ${name} changed:`,
      ...lines.map((line) => `    ${painted(line.split('\t').map(plain).join('  '), colors)}`),
    ];
  };
  return [...(await side('git', git)), ...(await side('Jira', jira))];
}

function painted(line: string, colors: Colors): string {
  if (line.startsWith('+')) return colors.green(line);
  if (line.startsWith('-')) return colors.red(line);
  return line.startsWith('@@') ? colors.cyan(line) : line;
}
