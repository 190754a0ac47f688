import { getProjectStatuses } from './client-site.ts';
import { member, type Raw, records, text } from './raw.ts';
import { learn } from './read-names.ts';
import type { Session } from './session.ts';

/** The statuses of one issue type's workflow with their categories; empty where Jira does not tell. */
export async function statusesOf(
  { client, options }: Session,
  type: string,
): Promise<ReadonlyMap<string, string | null>> {
  const { status, body } = await getProjectStatuses(client, options.project);
  const types: readonly Raw[] = status === 200 ? records(body) : [];
  for (const each of types) learn(options, 'status', each.statuses);
  const statuses = records(types.find((each) => each.name === type)?.statuses);
  return new Map(
    statuses.flatMap((each) => {
      const name = text(each.name);
      return name === null ? [] : [[name, text(member(each, 'statusCategory', 'key'))] as const];
    }),
  );
}
