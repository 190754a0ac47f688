import { Failure } from '../../model/failure.ts';
import { getEditMeta } from './client-issue.ts';
import { list, type Raw, record, text } from './raw.ts';
import type { Session } from './session.ts';

const MOST_TOLD = 20;

/**
 * A refused edit, with what Jira would take for each refused field that has a list of values: whoever wrote the old name of
 * something that was renamed reads the new one. The refusal as it is where Jira does not tell.
 */
export async function withAllowedValues(session: Session, issue: string, refused: Failure): Promise<Failure> {
  const meta = await editFields(session, issue);
  const fields = session.codec().fields;
  const told = Object.entries(refused.fields).map(([name, words]) => {
    const id = fields.find((field) => field.name === name)?.jira ?? '';
    const allowed = allowedNames(record(meta?.[id]));
    return [name, allowed.length === 0 ? words : `${words}${/[.!]$/.test(words) ? '' : '.'} It has ${quoted(allowed)}`];
  });
  const { message, cause } = refused;
  return new Failure('rejected', message, { fields: Object.fromEntries(told), cause });
}

async function editFields({ client }: Session, issue: string): Promise<Raw | null> {
  try {
    return record(record((await getEditMeta(client, issue)).body)?.fields);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return null;
  }
}

function allowedNames(field: Raw | null): readonly string[] {
  return list(field?.allowedValues).flatMap((each) => text(record(each)?.name) ?? text(record(each)?.value) ?? []);
}

function quoted(names: readonly string[]): string {
  const shown = names.slice(0, MOST_TOLD).map((name) => `"${name}"`);
  return [...shown, ...(names.length > MOST_TOLD ? [`and ${names.length - MOST_TOLD} more`] : [])].join(', ');
}
