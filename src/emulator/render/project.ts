import { partsOf } from '../fields/kinds/project-parts.ts';
import { recordOf, userOf } from '../world/find.ts';
import type { Project } from '../world/project.ts';
import { isCloud } from '../world/world.ts';
import { renderComponent, renderIssueType, renderVersion } from './catalogue.ts';
import { renderUser } from './user.ts';
import { selfLink, type View } from './view.ts';

/** A project as it is embedded in issues and lists. */
export function renderProject(project: Project, view: View): Record<string, unknown> {
  const { id, key, name, category } = project;
  return {
    self: selfLink(view, `project/${id}`),
    id,
    key,
    name,
    projectTypeKey: 'software',
    ...(isCloud(view.world) ? { simplified: false } : {}),
    avatarUrls: avatarUrls(view),
    ...(category ? { projectCategory: { self: selfLink(view, `projectCategory/${category.id}`), ...category } } : {}),
  };
}

/** A project as `GET /project/{key}` shows it. */
export function renderWholeProject(project: Project, view: View): Record<string, unknown> {
  const { world } = view;
  const types = project.typeIds.map((id) => recordOf(world.issueTypes, id, 'issue type'));
  return {
    expand: 'description,lead,issueTypes,url,projectKeys',
    ...renderProject(project, view),
    description: project.description,
    lead: renderUser(userOf(world, project.leadKey), view),
    components: partsOf(world.components, project.id).map((each) => renderComponent(each, view)),
    issueTypes: types.map((type) => renderIssueType(type, view)),
    assigneeType: 'UNASSIGNED',
    versions: partsOf(world.versions, project.id).map((each) => ({
      ...renderVersion(each, view),
      projectId: Number(project.id),
    })),
    roles: {},
    ...(isCloud(world) ? { style: 'classic', isPrivate: false, properties: {} } : { archived: false }),
  };
}

function avatarUrls(view: View): Record<string, string> {
  const sizes = [
    ['48x48', ''],
    ['24x24', 'size=small&'],
    ['16x16', 'size=xsmall&'],
    ['32x32', 'size=medium&'],
  ] as const;
  return Object.fromEntries(
    sizes.map(([name, size]) => [name, `${view.base}/secure/projectavatar?${size}avatarId=10324`]),
  );
}
