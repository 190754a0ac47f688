import { getPriorities, getProject, getProjectStatuses, getResolutions } from './client-site.ts';
import type { Reply } from './exchange.ts';
import { list, record, records, text } from './raw.ts';
import type { Session } from './session.ts';

/**
 * Everything that tickets name: what Jira calls it is learned. What our account may not see stays as it was. Of many that
 * ask at once, one asks for all.
 */
export async function readNames(session: Session): Promise<void> {
  const { caches } = session;
  caches.names ??= readAll(session).finally(() => {
    caches.names = null;
  });
  return caches.names;
}

async function readAll(session: Session): Promise<void> {
  await Promise.all(NAME_SOURCES.map((ask) => ask(session)));
}

/** Jira showed the project. */
export function learnProject({ options }: Pick<Session, 'options'>, reply: Reply): void {
  const project = record(reply.body);
  learn(options, 'components', project?.components);
  learn(options, 'versions', project?.versions);
  learn(options, 'issuetype', project?.issueTypes);
}

/** The entries of a list, by Jira's id of a field that takes its values from it. */
export function learn({ names }: Session['options'], field: string, entries: unknown): void {
  for (const entry of records(entries)) {
    const id = text(entry.id);
    const name = text(entry.name);
    if (id !== null && name !== null) names.met(field, id, name);
  }
}

/** One request each. */
export const NAME_SOURCES: readonly ((session: Session) => Promise<void>)[] = [
  async (session) => learnProject(session, await getProject(session.client, session.options.project)),
  async ({ client, options }) => {
    const { body } = await getProjectStatuses(client, options.project);
    for (const type of records(body)) learn(options, 'status', type.statuses);
  },
  async ({ client, options }) => learn(options, 'priority', list((await getPriorities(client)).body)),
  async ({ client, options }) => learn(options, 'resolution', list((await getResolutions(client)).body)),
];
