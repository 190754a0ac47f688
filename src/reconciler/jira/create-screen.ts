import { getCreateFields, getCreateTypes, getOldCreateMeta } from './client-site.ts';
import type { Reply } from './exchange.ts';
import { number, type Raw, record, records, text } from './raw.ts';
import { learn } from './read-names.ts';
import type { Session } from './session.ts';

/**
 * The ids of the fields that the create screen of an issue type takes from our account; null for a type the project does
 * not have. Jira 9 and Cloud page them, each under member names of its own; Jira 8 gives all at once.
 */
export async function createScreenOf(session: Session, type: string): Promise<ReadonlySet<string> | null> {
  const { createFields } = session.caches;
  const known = createFields.get(type);
  if (known !== undefined) return known;
  const fields = await readCreateFields(session, type);
  if (fields !== null) createFields.set(type, fields);
  return fields;
}

async function readCreateFields(session: Session, type: string): Promise<ReadonlySet<string> | null> {
  const { client, options } = session;
  const types = await allPages('issueTypes', (startAt) => getCreateTypes(client, options.project, startAt));
  if (types === null) return readOldMeta(session, type);
  learn(options, 'issuetype', types);
  const id = text(types.find((each) => each.name === type)?.id);
  if (id === null) return null;
  const fields = await allPages('fields', (startAt) => getCreateFields(client, options.project, id, startAt));
  return new Set((fields ?? []).flatMap((each) => text(each.fieldId) ?? text(each.key) ?? []));
}

async function readOldMeta({ client, options }: Session, type: string): Promise<ReadonlySet<string> | null> {
  const [project] = records(record((await getOldCreateMeta(client, options.project)).body)?.projects);
  const found = records(project?.issuetypes).find((each) => each.name === type);
  return found === undefined ? null : new Set(Object.keys(record(found.fields) ?? {}));
}

/** Null where the site does not know the address. */
async function allPages(
  name: 'issueTypes' | 'fields',
  fetch: (startAt: number) => Promise<Reply>,
): Promise<readonly Raw[] | null> {
  const found: Raw[] = [];
  for (;;) {
    const { status, body } = await fetch(found.length);
    if (status === 404) return null;
    const page = record(body) ?? {};
    const entries = records(page[name] ?? page.values);
    found.push(...entries);
    if (entries.length === 0 || found.length >= (number(page.total) ?? 0)) return found;
  }
}
