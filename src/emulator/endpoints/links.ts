import { addLink, deleteLink } from '../acts/links.ts';
import { bodyOf, type Call, noContent, ok, type Reply, signedIn, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import { renderLinkType } from '../render/catalogue.ts';
import { renderIssueStub } from '../render/issue-stub.ts';
import { selfLink } from '../render/view.ts';
import { recordOf } from '../world/find.ts';

export const linkRoutes: readonly Route[] = [
  apiRoute('POST', 'issueLink', create),
  apiRoute('GET', 'issueLink/:link', get),
  apiRoute('DELETE', 'issueLink/:link', remove),
];

/** 201 without a body and without an id. */
function create(call: Call): Reply {
  addLink(call.world, signedIn(call), bodyOf(call));
  return { status: 201 };
}

function get(call: Call): Reply {
  const { world } = call;
  const view = viewOf(call);
  const link = world.links.get(call.params.link ?? '');
  const acting = world.issues.byId(link?.inwardId ?? '');
  const other = world.issues.byId(link?.outwardId ?? '');
  if (!link || !acting || !other) throw refusal(404, `No issue link with id '${call.params.link ?? ''}' exists.`);
  return ok({
    id: link.id,
    self: selfLink(view, `issueLink/${link.id}`),
    type: renderLinkType(recordOf(world.linkTypes, link.typeId, 'link type'), view),
    inwardIssue: renderIssueStub(acting, view),
    outwardIssue: renderIssueStub(other, view),
  });
}

function remove(call: Call): Reply {
  deleteLink(call.world, signedIn(call), call.params.link ?? '');
  return noContent;
}
