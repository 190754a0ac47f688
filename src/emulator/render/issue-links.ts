import type { IssueLink } from '../world/entities.ts';
import { recordOf } from '../world/find.ts';
import type { Issue } from '../world/issue.ts';
import { mayBrowse } from '../world/permissions.ts';
import { renderLinkType } from './catalogue.ts';
import { renderIssueStub } from './issue-stub.ts';
import { selfLink, type View } from './view.ts';

/** Links as seen from one end. A link to an issue that the viewer may not see is left out. */
export function renderLinks(issue: Issue, view: View): readonly unknown[] {
  const shown: unknown[] = [];
  for (const id of view.world.linksOf.get(issue.id) ?? []) {
    const link = view.world.links.get(id);
    const rendered = link && renderLinkFrom(issue, link, view);
    if (rendered) shown.push(rendered);
  }
  return shown;
}

/** The acting end (`inwardId`) shows the other as its `outwardIssue`: A blocks B, so A shows outwardIssue B. */
function renderLinkFrom(issue: Issue, link: IssueLink, view: View): Record<string, unknown> | null {
  const acting = link.inwardId === issue.id;
  const other = view.world.issues.byId(acting ? link.outwardId : link.inwardId);
  if (!other || !mayBrowse(view.world, view.viewer, other)) return null;
  return {
    id: link.id,
    self: selfLink(view, `issueLink/${link.id}`),
    type: renderLinkType(recordOf(view.world.linkTypes, link.typeId, 'link type'), view),
    [acting ? 'outwardIssue' : 'inwardIssue']: renderIssueStub(other, view),
  };
}
