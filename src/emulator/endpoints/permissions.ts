import { type Call, listIn, ok, type Reply } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import type { Permission } from '../world/entities.ts';
import { findProject } from '../world/find.ts';
import { mayBrowseProject } from '../world/permissions.ts';
import { allowed, isCloud } from '../world/world.ts';

export const permissionRoutes: readonly Route[] = [apiRoute('GET', 'mypermissions', myPermissions)];

/** By key: the name on Jira's pages, and what of ours it is; null for what everybody has. */
const PERMISSIONS: Readonly<Record<string, readonly [name: string, permission: Permission | null]>> = {
  BROWSE_PROJECTS: ['Browse Projects', 'browse-projects'],
  CREATE_ISSUES: ['Create Issues', 'create-issues'],
  EDIT_ISSUES: ['Edit Issues', 'edit-issues'],
  TRANSITION_ISSUES: ['Transition Issues', 'transition-issues'],
  RESOLVE_ISSUES: ['Resolve Issues', 'resolve-issues'],
  ASSIGN_ISSUES: ['Assign Issues', 'assign-issues'],
  ASSIGNABLE_USER: ['Assignable User', null],
  SCHEDULE_ISSUES: ['Schedule Issues', 'schedule-issues'],
  LINK_ISSUES: ['Link Issues', 'link-issues'],
  MODIFY_REPORTER: ['Modify Reporter', 'modify-reporter'],
  DELETE_ISSUES: ['Delete Issues', 'delete-issues'],
  WORK_ON_ISSUES: ['Work On Issues', 'work-on-issues'],
  ADD_COMMENTS: ['Add Comments', 'add-comments'],
  EDIT_OWN_COMMENTS: ['Edit Own Comments', 'edit-own-comments'],
  EDIT_ALL_COMMENTS: ['Edit All Comments', 'edit-all-comments'],
  DELETE_OWN_COMMENTS: ['Delete Own Comments', 'delete-own-comments'],
  DELETE_ALL_COMMENTS: ['Delete All Comments', 'delete-all-comments'],
  EDIT_OWN_WORKLOGS: ['Edit Own Worklogs', 'edit-own-worklogs'],
  EDIT_ALL_WORKLOGS: ['Edit All Worklogs', 'edit-all-worklogs'],
  DELETE_OWN_WORKLOGS: ['Delete Own Worklogs', 'delete-own-worklogs'],
  DELETE_ALL_WORKLOGS: ['Delete All Worklogs', 'delete-all-worklogs'],
  USER_PICKER: ['Browse Users', 'browse-users'],
  ADMINISTER: ['Administer Jira', 'administer'],
};
const GLOBAL: readonly string[] = ['USER_PICKER', 'ADMINISTER'];

/** Cloud answers what it is asked for by name and refuses names that it does not know; Server answers with all. */
function myPermissions(call: Call): Reply {
  const { caller, world, query } = call;
  const wanted = isCloud(world) ? listIn(call, 'permissions') : Object.keys(PERMISSIONS);
  if (wanted.length === 0) throw refusal(400, 'The "permissions" query parameter is required.');
  const stranger = wanted.find((key) => !Object.hasOwn(PERMISSIONS, key));
  if (stranger !== undefined) throw refusal(400, `Unrecognized permission: ${stranger}`);
  const key = query.get('projectKey');
  const project = key === null ? null : findProject(world, key);
  if (key !== null && !(project && mayBrowseProject(caller, project))) {
    throw refusal(404, `No project could be found with key '${key}'.`);
  }
  const entries = wanted.map((each, index) => {
    const [name, permission] = PERMISSIONS[each] ?? [each, null];
    const havePermission = caller !== null && (permission === null || allowed(caller, permission));
    const type = GLOBAL.includes(each) ? 'GLOBAL' : 'PROJECT';
    return [each, { id: String(index + 1), key: each, name, type, description: name, havePermission }] as const;
  });
  return ok({ permissions: Object.fromEntries(entries) });
}
