import type { Field } from '../../model/field.ts';
import { getFields } from './client-site.ts';
import { records, text } from './raw.ts';
import type { Session } from './session.ts';

/** What a changelog calls fields that have another id. Jira writes these names in English whatever its language. */
const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  components: ['component'],
  fixVersions: ['fix version'],
  versions: ['version'],
  issuelinks: ['link'],
  parent: ['parent', 'issueparentassociation'],
  'timetracking.originalEstimateSeconds': ['timeoriginalestimate'],
  'timetracking.remainingEstimateSeconds': ['timeestimate'],
};

/** By our names of fields, what the items of a changelog may call them, in small letters: ids on Cloud, names on Server. */
export async function itemNames(
  session: Session,
  names: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const fields = session.codec().fields.filter(({ name }) => names.includes(name));
  const known = fields.some(({ jira }) => isCustom(jira)) ? await fieldNames(session) : new Map<string, string>();
  return new Map(fields.map((field) => [field.name, new Set(namesOf(field, known))]));
}

function namesOf({ jira }: Field, known: ReadonlyMap<string, string>): readonly string[] {
  if (jira === null) return [];
  return [jira, ...(SPECIAL[jira] ?? []), known.get(jira) ?? jira].map((name) => name.toLowerCase());
}

function isCustom(jira: string | null): boolean {
  return jira?.startsWith('customfield_') === true;
}

async function fieldNames({ client, caches: { fieldNames: known } }: Session): Promise<ReadonlyMap<string, string>> {
  if (known.size > 0) return known;
  for (const field of records((await getFields(client)).body)) {
    const [id, name] = [text(field.id), text(field.name)];
    if (id !== null && name !== null) known.set(id, name);
  }
  return known;
}
