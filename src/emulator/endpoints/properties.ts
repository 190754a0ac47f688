import { storeIssue } from '../acts/commit-update.ts';
import { getIssue, getIssueForWriting } from '../acts/get-issue.ts';
import { checkProperty } from '../acts/read-properties.ts';
import { type Call, noContent, ok, type Reply, signedIn, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import { isVisible } from '../render/comment.ts';
import { selfLink } from '../render/view.ts';
import type { Issue, Properties } from '../world/issue.ts';
import type { World } from '../world/world.ts';
import { announce } from '../world/world-event.ts';

/** Something that carries properties: where it is, how it is read, and how it is stored again. */
interface Owner {
  readonly path: string;
  readonly issue: Issue;
  readonly properties: Properties;
  readonly store: (properties: Properties) => Issue;
}

type FindOwner = (call: Call, writing: boolean) => Owner;

export const propertyRoutes: readonly Route[] = [
  ...routesFor('issue/:issue/properties', issueOwner, 'both'),
  ...routesFor('comment/:comment/properties', commentOwner, 'both'),
  ...routesFor('issue/:issue/worklog/:worklog/properties', worklogOwner, 'cloud'),
];

function routesFor(path: string, find: FindOwner, personality: 'both' | 'cloud'): readonly Route[] {
  return [
    apiRoute('GET', path, (call) => list(call, find(call, false)), personality),
    apiRoute('GET', `${path}/:property`, (call) => get(call, find(call, false)), personality),
    apiRoute('PUT', `${path}/:property`, (call) => put(call, find(call, true)), personality),
    apiRoute('DELETE', `${path}/:property`, (call) => remove(call, find(call, true)), personality),
  ];
}

function list(call: Call, owner: Owner): Reply {
  const self = (key: string) => selfLink(viewOf(call), `${owner.path}/${encodeURIComponent(key)}`);
  return ok({ keys: Object.keys(owner.properties).map((key) => ({ self: self(key), key })) });
}

function get(call: Call, owner: Owner): Reply {
  const key = keyOf(call);
  if (Object.hasOwn(owner.properties, key)) return ok({ key, value: owner.properties[key] });
  throw notFound(key);
}

/** 201 for a new property, 200 for a replaced one; neither `updated` nor the changelog move. */
function put(call: Call, owner: Owner): Reply {
  const key = keyOf(call);
  checkProperty(key, call.body);
  const isNew = !Object.hasOwn(owner.properties, key);
  const issue = owner.store({ ...owner.properties, [key]: call.body });
  announce(call.world.listeners, { kind: 'property-set', actor: signedIn(call), issue, key });
  return { status: isNew ? 201 : 200 };
}

function remove(call: Call, owner: Owner): Reply {
  const key = keyOf(call);
  if (!Object.hasOwn(owner.properties, key)) throw notFound(key);
  const { [key]: _gone, ...others } = owner.properties;
  const issue = owner.store(others);
  announce(call.world.listeners, { kind: 'property-deleted', actor: signedIn(call), issue, key });
  return noContent;
}

function keyOf(call: Call): string {
  return call.params.property ?? '';
}

function notFound(key: string): Error {
  return refusal(404, `The property ${key} does not exist.`);
}

function issueOf(call: Call, idOrKey: string, writing: boolean): Issue {
  return writing ? getIssueForWriting(call.world, signedIn(call), idOrKey) : getIssue(call.world, call.caller, idOrKey);
}

function stored(world: World, issue: Issue): Issue {
  storeIssue(world, issue);
  return issue;
}

function issueOwner(call: Call, writing: boolean): Owner {
  const issue = issueOf(call, call.params.issue ?? '', writing);
  const store = (properties: Properties) => stored(call.world, { ...issue, properties });
  return { path: `issue/${issue.key}/properties`, issue, properties: issue.properties, store };
}

function commentOwner(call: Call, writing: boolean): Owner {
  const id = call.params.comment ?? '';
  const issue = issueOf(call, call.world.issueOfComment.get(id) ?? '', writing);
  const comment = issue.comments.find((each) => each.id === id && isVisible(each.visibility, viewOf(call)));
  if (!comment) throw refusal(404, `Can not find a comment for the id: ${id}.`);
  const store = (properties: Properties) => {
    const comments = issue.comments.map((each) => (each.id === id ? { ...each, properties } : each));
    return stored(call.world, { ...issue, comments });
  };
  return { path: `comment/${id}/properties`, issue, properties: comment.properties, store };
}

function worklogOwner(call: Call, writing: boolean): Owner {
  const id = call.params.worklog ?? '';
  const issue = issueOf(call, call.params.issue ?? '', writing);
  const worklog = issue.worklogs.find((each) => each.id === id && isVisible(each.visibility, viewOf(call)));
  if (!worklog) throw refusal(404, `Cannot find worklog with id: '${id}'.`);
  const store = (properties: Properties) => {
    const worklogs = issue.worklogs.map((each) => (each.id === id ? { ...each, properties } : each));
    return stored(call.world, { ...issue, worklogs });
  };
  return { path: `issue/${issue.key}/worklog/${id}/properties`, issue, properties: worklog.properties, store };
}
