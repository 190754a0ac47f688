import type { JiraClient } from './client.ts';
import { type Reply, reading } from './exchange.ts';
import { type JiraPermission, PERMISSION_NEEDS, type PermissionNeed, type PermissionUse } from './permission-needs.ts';
import { member, record, text } from './raw.ts';

/**
 * `GET /mypermissions` in the project, for all permissions of the table. Cloud wants them named and refuses unknown keys;
 * Server answers with all that it has. `as` is whose token asks, null for the service account.
 *
 * Source: "Get my permissions" of the Cloud v3 and Data Center 10.3 references. A project permission that depends on the issue,
 * such as one that reporters have, counts as given.
 */
export async function getPermissions(client: JiraClient, project: string, as: string | null = null): Promise<Reply> {
  const keys = [...new Set(PERMISSION_NEEDS.flatMap(({ anyOf }) => anyOf.map(({ key }) => key)))];
  const path = `mypermissions?projectKey=${project}&permissions=${keys.join(',')}`;
  return client.send({ ...reading('GET /mypermissions'), as }, (api) => api.genericGet(path));
}

/** The needs that an answer of `GET /mypermissions` leaves unmet. What Jira says nothing about is not held against it. */
export function unmetNeeds(answer: unknown, uses: readonly PermissionUse[]): readonly PermissionNeed[] {
  const given = record(member(answer, 'permissions'));
  const isDenied = ({ key }: JiraPermission) => member(given, key, 'havePermission') === false;
  return PERMISSION_NEEDS.filter(({ use, anyOf }) => uses.includes(use) && anyOf.every(isDenied)).map((need) =>
    inTheirWords(need, given),
  );
}

/** The least of the permissions that a need is met by: `Add Comments (ADD_COMMENTS)`. */
export function permissionName({ anyOf: [{ key, name }] }: PermissionNeed): string {
  return `${name} (${key})`;
}

/** Jira's own names, which differ by version and language. */
function inTheirWords(need: PermissionNeed, given: unknown): PermissionNeed {
  const [least, ...others] = need.anyOf;
  const named = ({ key, name }: JiraPermission) => ({ key, name: text(member(given, key, 'name')) ?? name });
  return { ...need, anyOf: [named(least), ...others.map(named)] };
}
