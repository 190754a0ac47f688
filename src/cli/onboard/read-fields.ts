import type { JiraClient } from '../../reconciler/jira/client.ts';
import { searchByOffset, searchByToken } from '../../reconciler/jira/client-search.ts';
import { getFields } from '../../reconciler/jira/client-site.ts';
import { createScreenOf } from '../../reconciler/jira/create-screen.ts';
import { reading } from '../../reconciler/jira/exchange.ts';
import { scopeJql } from '../../reconciler/jira/jql.ts';
import { member, type Raw, record, records, text } from '../../reconciler/jira/raw.ts';
import type { Session } from '../../reconciler/jira/session.ts';
import type { JiraField } from './propose-fields.ts';

const SAMPLE = 100;
const BOARDS = 'com.pyxis.greenhopper.jira:';

type Places = {
  readonly create: ReadonlySet<string>;
  readonly edit: ReadonlySet<string>;
  /** How many issues of the sample have a value. */
  readonly used: ReadonlyMap<string, number>;
  readonly sampled: number;
};

/**
 * The custom fields that the project has: those of its create and edit screens, those that have a value in one of its issues
 * changed last, and those of agile boards, which may be on no screen. Where Jira shows no screen at all, all of the site.
 */
export async function readFields(
  session: Session,
  types: readonly string[],
  projectId: string | null,
): Promise<readonly JiraField[]> {
  const all = records((await getFields(session.client)).body).flatMap(fieldOf);
  const places = await readPlaces(
    session,
    types,
    all.map(({ id }) => id),
  );
  const hasScreens = places.create.size + places.edit.size > 0;
  return all.flatMap(({ projectId: owner, ...field }) => {
    const found = foundIn(field.id, places);
    const isForeign = owner !== null && owner !== projectId;
    const isOurs = found !== '' || field.custom.startsWith(BOARDS) || !hasScreens;
    return !isForeign && isOurs ? [{ ...field, projectId: owner, found }] : [];
  });
}

async function readPlaces(session: Session, types: readonly string[], ids: readonly string[]): Promise<Places> {
  const create = new Set<string>();
  for (const type of types) for (const id of (await createScreenOf(session, type)) ?? []) create.add(id);
  const issues = await readSample(session, ids);
  const used = new Map<string, number>();
  for (const id of issues.flatMap((issue) => ids.filter((each) => hasValue(member(issue, 'fields', each)))))
    used.set(id, (used.get(id) ?? 0) + 1);
  return { create, edit: await readEditScreens(session.client, issues), used, sampled: issues.length };
}

/** The issues that were changed last, with their type and these fields. */
async function readSample({ client, site, options }: Session, ids: readonly string[]): Promise<readonly Raw[]> {
  const jql = `${scopeJql(options.project, options.jql)} ORDER BY updated DESC`;
  const query = { fields: ['issuetype', ...ids], maxResults: SAMPLE };
  const { body } =
    site.flavor === 'cloud'
      ? await searchByToken(client, jql, query)
      : await searchByOffset(client, jql, { ...query, startAt: 0 });
  return records(record(body)?.issues);
}

/** Each type has an edit screen of its own, which Jira tells of an issue only. */
async function readEditScreens(client: JiraClient, issues: readonly Raw[]): Promise<ReadonlySet<string>> {
  const byType = new Map(issues.map((issue) => [text(member(issue, 'fields', 'issuetype', 'id')), text(issue.id)]));
  const shown = new Set<string>();
  for (const id of byType.values()) {
    if (id === null || !/^\d+$/.test(id)) continue;
    const call = reading('GET /issue/{id}/editmeta', [400, 403, 404]);
    const { body } = await client.send(call, (api) => api.genericGet(`issue/${id}/editmeta`));
    for (const field of Object.keys(record(member(body, 'fields')) ?? {})) shown.add(field);
  }
  return shown;
}

function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** `on the create screen, in 3 of 20 issues`; empty where it is nowhere. */
function foundIn(id: string, { create, edit, used, sampled }: Places): string {
  const screens = [...(create.has(id) ? ['create'] : []), ...(edit.has(id) ? ['edit'] : [])].join(' and ');
  const count = used.get(id) ?? 0;
  return [
    ...(screens === '' ? [] : [`to ${screens}`]),
    ...(count === 0 ? [] : [`in ${count} of ${sampled} issues`]),
  ].join(', ');
}

function fieldOf(raw: Raw): readonly Omit<JiraField, 'found'>[] {
  const id = text(raw.id);
  const schema = record(raw.schema);
  const custom = text(schema?.custom);
  if (id === null || custom === null || !/^customfield_\d+$/.test(id)) return [];
  return [
    {
      id,
      name: text(raw.name) ?? id,
      type: text(schema?.type) ?? '',
      items: text(schema?.items),
      custom,
      projectId: text(member(raw.scope, 'project', 'id')),
    },
  ];
}
