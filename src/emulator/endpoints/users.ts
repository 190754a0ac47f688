import { type Call, numberIn, ok, type Reply, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import { renderUser } from '../render/user.ts';
import type { User } from '../world/entities.ts';
import { findUser } from '../world/find.ts';
import { allowed, isCloud } from '../world/world.ts';

export const userRoutes: readonly Route[] = [
  apiRoute('GET', 'user', getUser),
  apiRoute('GET', 'user/search', searchUsers),
  apiRoute('GET', 'user/assignable/search', searchAssignable),
  apiRoute('GET', 'user/bulk', bulkUsers, 'cloud'),
  apiRoute('GET', 'users/search', listUsers, 'cloud'),
];

/** `accountId` on Cloud; `username` or `key` on Server. */
function getUser(call: Call): Reply {
  const { world, query } = call;
  if (call.caller === null)
    throw refusal(401, 'You are not authenticated. Authentication required to perform this operation.');
  const wanted = isCloud(world) ? query.get('accountId') : query.get('username');
  const key = isCloud(world) ? null : query.get('key');
  const user = key === null ? findUser(world, wanted ?? '') : world.users.get(key);
  if (user)
    return ok({
      ...renderUser(user, viewOf(call)),
      ...groups(user),
      locale: 'en_US',
      expand: 'groups,applicationRoles',
    });
  if (isCloud(world)) throw refusal(404, 'Specified user does not exist or you do not have required permissions');
  throw refusal(404, `The user with the key '${key ?? wanted ?? ''}' does not exist`);
}

function groups(user: User): Record<string, unknown> {
  return { groups: { size: user.groups.length, items: [] }, applicationRoles: { size: 1, items: [] } };
}

function searchUsers(call: Call): Reply {
  const wanted = call.query.get(isCloud(call.world) ? 'query' : 'username');
  const accountId = isCloud(call.world) ? call.query.get('accountId') : null;
  if (wanted === null && accountId === null) {
    throw refusal(
      400,
      isCloud(call.world) ? 'The query parameter is required.' : 'The username query parameter was not provided',
    );
  }
  const everybody = [...call.world.users.values()].filter((user) =>
    accountId === null ? true : user.accountId === accountId,
  );
  const inactive = call.query.get('includeInactive') === 'true' || isCloud(call.world);
  return page(
    call,
    everybody.filter((user) => (user.active || inactive) && matches(user, wanted ?? '', call)),
    1000,
  );
}

/** Needs a project or an issue to be assignable in; Server gives a hundred at most. */
function searchAssignable(call: Call): Reply {
  const { query, world } = call;
  if (['project', 'issueKey', 'issueId'].every((name) => query.get(name) === null)) {
    throw refusal(400, 'A project or an issue must be provided.');
  }
  const wanted = query.get(isCloud(world) ? 'query' : 'username') ?? '';
  const accountId = query.get('accountId');
  const found = [...world.users.values()].filter(
    (user) => user.active && matches(user, wanted, call) && (accountId === null || accountId === user.accountId),
  );
  return page(call, found, isCloud(world) ? 1000 : 100);
}

function bulkUsers(call: Call): Reply {
  const values = call.query.getAll('accountId').flatMap((id) => findUser(call.world, id) ?? []);
  const shown = values.map((user) => renderUser(user, viewOf(call)));
  return ok({ maxResults: 200, startAt: 0, total: shown.length, isLast: true, values: shown });
}

function listUsers(call: Call): Reply {
  return page(call, [...call.world.users.values()], 1000);
}

/** Without *Browse users*, or not signed in: an empty list and no error. */
function page(call: Call, users: readonly User[], cap: number): Reply {
  if (call.caller === null || !allowed(call.caller, 'browse-users')) return ok([]);
  const startAt = numberIn(call, 'startAt', 0);
  const maxResults = Math.min(numberIn(call, 'maxResults', 50), cap);
  return ok(users.slice(startAt, startAt + maxResults).map((user) => renderUser(user, viewOf(call))));
}

/** The start of a word of the display name, of the user name or of the e-mail; `.` on Server finds everybody. */
function matches(user: User, wanted: string, call: Call): boolean {
  const query = wanted.toLowerCase();
  if (query === '' || (query === '.' && !isCloud(call.world))) return true;
  const names = [
    user.displayName,
    ...user.displayName.split(/\s+/),
    user.emailAddress ?? '',
    isCloud(call.world) ? '' : user.name,
  ];
  return names.some((name) => name.toLowerCase().startsWith(query));
}
