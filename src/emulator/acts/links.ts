import { referenceIn } from '../fields/field-kind.ts';
import { refusal } from '../jira-error.ts';
import type { IssueLink, LinkType, User } from '../world/entities.ts';
import { named, recordOf } from '../world/find.ts';
import type { ChangeItem, Issue } from '../world/issue.ts';
import type { World } from '../world/world.ts';
import { announce } from '../world/world-event.ts';
import { addComment } from './comments.ts';
import { commitUpdate } from './commit-update.ts';
import { getIssueForWriting } from './get-issue.ts';

type Wire = Readonly<Record<string, unknown>>;

/** Links two issues; the `inwardIssue` of the request acts (blocks) on the `outwardIssue`. A repeat changes nothing. */
export function addLink(world: World, actor: User, wire: Wire): IssueLink {
  const type = readLinkType(world, wire.type);
  const acting = readEnd(world, actor, wire.inwardIssue);
  const other = readEnd(world, actor, wire.outwardIssue);
  if (acting.id === other.id) throw refusal(400, 'You cannot link an issue to itself.');
  const repeated = existing(world, type.id, acting.id, other.id);
  if (repeated) return repeated;
  const link: IssueLink = { id: world.nextId('link'), typeId: type.id, inwardId: acting.id, outwardId: other.id };
  storeLink(world, link);
  touchEnds(world, actor, link, 'made');
  const body = wire.comment as Wire | undefined;
  if (body) addComment(world, actor, current(world, acting), body, '2');
  announce(world.listeners, { kind: 'link-created', actor, link });
  return link;
}

export function deleteLink(world: World, actor: User, linkId: string): void {
  const link = world.links.get(linkId);
  if (!link) throw refusal(404, `No issue link with id '${linkId}' exists.`);
  dropLink(world, link);
  touchEnds(world, actor, link, 'removed');
  announce(world.listeners, { kind: 'link-deleted', actor, link });
}

export function storeLink(world: World, link: IssueLink): void {
  world.links.set(link.id, link);
  for (const end of [link.inwardId, link.outwardId]) {
    const ids = world.linksOf.get(end) ?? new Set<string>();
    ids.add(link.id);
    world.linksOf.set(end, ids);
  }
}

export function dropLink(world: World, link: IssueLink): void {
  world.links.delete(link.id);
  world.linksOf.get(link.inwardId)?.delete(link.id);
  world.linksOf.get(link.outwardId)?.delete(link.id);
}

function existing(world: World, typeId: string, inwardId: string, outwardId: string): IssueLink | undefined {
  const links = [...(world.linksOf.get(inwardId) ?? [])].map((id) => world.links.get(id));
  return links.find((link) => link?.typeId === typeId && link.inwardId === inwardId && link.outwardId === outwardId);
}

function readLinkType(world: World, wire: unknown): LinkType {
  const reference = referenceIn(wire, ['id', 'name']);
  const found =
    reference?.member === 'id'
      ? world.linkTypes.get(reference.value)
      : named(world.linkTypes.values(), reference?.value ?? '');
  if (found) return found;
  throw refusal(404, `No issue link type with ${reference?.member ?? 'name'} '${reference?.value ?? ''}' found.`);
}

function readEnd(world: World, actor: User, wire: unknown): Issue {
  const reference = referenceIn(wire, ['id', 'key']);
  return getIssueForWriting(world, actor, reference?.value ?? '');
}

/** Both ends get a changelog line and a new `updated`. */
function touchEnds(world: World, actor: User, link: IssueLink, what: 'made' | 'removed'): void {
  const type = recordOf(world.linkTypes, link.typeId, 'link type');
  const acting = world.issues.byId(link.inwardId);
  const other = world.issues.byId(link.outwardId);
  if (!acting || !other) return;
  touch(world, actor, acting, linkItem(`This issue ${type.outward} ${other.key}`, other.key, what));
  touch(world, actor, other, linkItem(`This issue ${type.inward} ${acting.key}`, acting.key, what));
}

function touch(world: World, actor: User, issue: Issue, item: ChangeItem): void {
  commitUpdate(world, { actor, before: issue, after: issue, items: [item], cause: 'edited' });
}

function linkItem(text: string, key: string, what: 'made' | 'removed'): ChangeItem {
  const nothing = { from: null, fromText: null, to: null, toText: null };
  const side = what === 'made' ? { ...nothing, to: key, toText: text } : { ...nothing, from: key, fromText: text };
  return { field: 'Link', fieldtype: 'jira', fieldId: null, ...side };
}

function current(world: World, issue: Issue): Issue {
  return world.issues.byId(issue.id) ?? issue;
}
