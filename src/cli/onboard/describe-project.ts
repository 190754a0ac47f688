import type { JiraClient } from '../../reconciler/jira/client.ts';
import { getProject, getProjectStatuses } from '../../reconciler/jira/client-site.ts';
import { handleOf } from '../../reconciler/jira/codec-context.ts';
import { reading } from '../../reconciler/jira/exchange.ts';
import { member, number, type Raw, record, records, text } from '../../reconciler/jira/raw.ts';
import type { Session } from '../../reconciler/jira/session.ts';
import type { ProjectDescription, StatusCategory } from './project-description.ts';
import { proposeFields, unknownFields } from './propose-fields.ts';
import { readFields } from './read-fields.ts';

const MOST_PEOPLE = 1000;
const PEOPLE_PER_PAGE = 100;

/** Reads from Jira what a ticket repository is set up with. People who can be assigned are met by the session's book. */
export async function describeProject(session: Session): Promise<ProjectDescription> {
  const { client, options, site } = session;
  const project = record((await getProject(client, options.project)).body) ?? {};
  const types = records(project.issueTypes);
  const names = namesOf(types);
  await meetPeople(session);
  const fields = await readFields(session, names, text(project.id));
  return {
    key: options.project,
    name: text(project.name),
    url: options.url,
    types: names,
    standardTypes: namesOf(types.filter(({ subtask }) => subtask !== true)),
    statuses: await readStatuses(session),
    priorities: namesOf(records(await get(client, 'priority'))),
    resolutions: namesOf(records(await get(client, 'resolution'))),
    components: namesOf(records(project.components)),
    fields: proposeFields(fields, site.flavor),
    unknownFields: unknownFields(fields, site.flavor),
    ...(await readWorkingTime(client)),
  };
}

async function get(client: JiraClient, path: string): Promise<unknown> {
  const endpoint = `GET /${path.replace(/\?.*$/, '')}`;
  return (await client.send(reading(endpoint), (api) => api.genericGet(path))).body;
}

function namesOf(raws: readonly Raw[]): readonly string[] {
  return [...new Set(raws.flatMap(({ name }) => text(name) ?? []))];
}

/** Each type lists the statuses of its own workflow. */
async function readStatuses({ client, options }: Session): Promise<ProjectDescription['statuses']> {
  const byType = records((await getProjectStatuses(client, options.project)).body);
  const all = byType.flatMap((type) => records(type.statuses));
  const categories = new Map(
    all.flatMap((status) => {
      const name = text(status.name);
      return name === null ? [] : [[name, categoryOf(status)] as const];
    }),
  );
  const rank = (category: StatusCategory) => ['undefined', 'new', 'indeterminate', 'done'].indexOf(category);
  return [...categories]
    .map(([name, category]) => ({ name, category }))
    .sort((a, b) => rank(a.category) - rank(b.category));
}

function categoryOf(status: Raw): StatusCategory {
  const key = member(status, 'statusCategory', 'key');
  return key === 'new' || key === 'indeterminate' || key === 'done' ? key : 'undefined';
}

async function readWorkingTime(client: JiraClient): Promise<Pick<ProjectDescription, 'hoursPerDay' | 'daysPerWeek'>> {
  const settings = member(await get(client, 'configuration'), 'timeTrackingConfiguration');
  return {
    hoursPerDay: number(member(settings, 'workingHoursPerDay')) ?? 8,
    daysPerWeek: number(member(settings, 'workingDaysPerWeek')) ?? 5,
  };
}

/** Jira gives people without an order: by name they make a file that does not change from one onboarding to the next. */
async function meetPeople(session: Session): Promise<void> {
  const { client, options, codec } = session;
  const people: Raw[] = [];
  while (people.length < MOST_PEOPLE) {
    const query = `project=${options.project}&startAt=${people.length}&maxResults=${PEOPLE_PER_PAGE}`;
    const page = records(await get(client, `user/assignable/search?${query}`));
    people.push(...page);
    if (page.length < PEOPLE_PER_PAGE) break;
  }
  const persons = people.filter(({ accountType }) => accountType === undefined || accountType === 'atlassian');
  const order = (person: Raw) =>
    `${text(person.displayName) ?? ''} ${text(person.name) ?? text(person.accountId) ?? ''}`;
  for (const person of persons.sort((a, b) => (order(a) < order(b) ? -1 : 1))) handleOf(person, codec());
}
