import type { FieldOption } from '../fields/field-definition.ts';
import type {
  CategoryKey,
  Component,
  IssueType,
  LinkType,
  Priority,
  Resolution,
  Status,
  Version,
} from '../world/entities.ts';
import { isCloud } from '../world/world.ts';
import { selfLink, type View } from './view.ts';

const categories: Readonly<
  Record<CategoryKey, readonly [id: number, name: string, cloudColour: string, serverColour: string]>
> = {
  undefined: [1, 'No Category', 'medium-gray', 'default'],
  new: [2, 'To Do', 'blue-gray', 'default'],
  done: [3, 'Done', 'green', 'success'],
  indeterminate: [4, 'In Progress', 'yellow', 'inprogress'],
};

export const categoryKeys: readonly CategoryKey[] = ['undefined', 'new', 'done', 'indeterminate'];

export function renderCategory(key: CategoryKey, view: View): Record<string, unknown> {
  const [id, name, cloudColour, serverColour] = categories[key];
  const colorName = isCloud(view.world) ? cloudColour : serverColour;
  return { self: selfLink(view, `statuscategory/${id}`), id, key, colorName, name };
}

export function categoryName(key: CategoryKey): string {
  return categories[key][1];
}

export function renderStatus(status: Status, view: View): Record<string, unknown> {
  return {
    self: selfLink(view, `status/${status.id}`),
    description: status.description,
    iconUrl: `${view.base}/images/icons/statuses/generic.png`,
    name: status.name,
    id: status.id,
    statusCategory: renderCategory(status.category, view),
  };
}

export function renderIssueType(type: IssueType, view: View): Record<string, unknown> {
  return {
    self: selfLink(view, `issuetype/${type.id}`),
    id: type.id,
    description: type.description,
    iconUrl: `${view.base}/secure/viewavatar?size=xsmall&avatarId=${type.avatarId}&avatarType=issuetype`,
    name: type.name,
    subtask: type.subtask,
    avatarId: type.avatarId,
    ...(isCloud(view.world) ? { hierarchyLevel: type.hierarchyLevel } : {}),
  };
}

export function renderPriority(priority: Priority, view: View): Record<string, unknown> {
  return {
    self: selfLink(view, `priority/${priority.id}`),
    iconUrl: `${view.base}/images/icons/priorities/${priority.name.toLowerCase().replaceAll(/\W+/g, '-')}.svg`,
    name: priority.name,
    id: priority.id,
  };
}

export function renderResolution(resolution: Resolution, view: View): Record<string, unknown> {
  const { id, description, name } = resolution;
  return { self: selfLink(view, `resolution/${id}`), id, description, name };
}

export function renderLinkType(type: LinkType, view: View): Record<string, unknown> {
  const { id, name, inward, outward } = type;
  return { id, name, inward, outward, self: selfLink(view, `issueLinkType/${id}`) };
}

export function renderComponent(component: Component, view: View): Record<string, unknown> {
  const { id, name, description } = component;
  return { self: selfLink(view, `component/${id}`), id, name, ...(description === null ? {} : { description }) };
}

export function renderVersion(version: Version, view: View): Record<string, unknown> {
  const { id, name, archived, released, description, releaseDate } = version;
  return {
    self: selfLink(view, `version/${id}`),
    id,
    ...(description === null ? {} : { description }),
    name,
    archived,
    released,
    ...(releaseDate === null ? {} : { releaseDate }),
  };
}

export function renderOption(option: FieldOption, view: View): Record<string, unknown> {
  const disabled = isCloud(view.world) ? {} : { disabled: false };
  return { self: selfLink(view, `customFieldOption/${option.id}`), value: option.value, id: option.id, ...disabled };
}
