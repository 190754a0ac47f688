import { isCustom } from '../fields/field-definition.ts';
import { categoryKeys, categoryName } from '../render/catalogue.ts';
import { asWiki, isRichText } from '../text/rich-text.ts';
import { instantOf } from '../text/zoned-time.ts';
import { findProject, findUser, named } from '../world/find.ts';
import type { Issue } from '../world/issue.ts';
import { list, summaryOf, text } from '../world/issue-values.ts';
import { mayBrowseProject } from '../world/permissions.ts';
import { type Clause, dateClause, memberClause, textClause } from './clause-kinds.ts';
import { customClause } from './custom-clause.ts';
import { issueClause } from './issue-clause.ts';
import type { JqlContext } from './jql-context.ts';

type Named = { readonly id: string; readonly name: string };

/** The clause for a field name, system fields first; null when nothing is called so. */
export function clauseFor(field: string, context: JqlContext): Clause | null {
  const name = field.toLowerCase();
  const system = systemClauses[name];
  if (system) return system;
  for (const definition of context.world.fields.values()) {
    if (isCustom(definition) && definition.clauseNames.some((each) => each.toLowerCase() === name)) {
      return customClause(definition);
    }
  }
  return null;
}

const project = memberClause(
  (issue) => [issue.projectId],
  (value, { world, caller }) => {
    const found = findProject(world, value) ?? named(world.projects.values(), value);
    return found && mayBrowseProject(caller, found) ? [found.id] : null;
  },
);

function catalogue(
  records: (context: JqlContext) => ReadonlyMap<string, Named>,
  valuesOf: (issue: Issue) => readonly string[],
): Clause {
  return memberClause(valuesOf, (value, context) => {
    const all = [...records(context).values()];
    const found = all.filter((each) => each.id === value || each.name.toLowerCase() === value.toLowerCase());
    return found.length > 0 ? found.map((each) => each.id) : null;
  });
}

const user = (valuesOf: (issue: Issue) => readonly string[]) =>
  memberClause(
    valuesOf,
    (value, { world }) => {
      const found = findUser(world, value);
      return found ? [found.key] : null;
    },
    { currentuser: ({ caller }) => [caller.key] },
  );

const one = (fieldId: string) => (issue: Issue) => {
  const value = text(issue, fieldId);
  return value === null ? [] : [value];
};

const status = catalogue(
  ({ world }) => world.statuses,
  (issue) => [issue.statusId],
);
const type = catalogue(
  ({ world }) => world.issueTypes,
  (issue) => [issue.typeId],
);
const component = catalogue(
  ({ world }) => world.components,
  (issue) => list(issue, 'components'),
);
const resolution = memberClause(one('resolution'), (value, { world }) => {
  if (value.toLowerCase() === 'unresolved') return [];
  const found = world.resolutions.get(value) ?? named(world.resolutions.values(), value);
  return found ? [found.id] : null;
});

const statusCategory = memberClause(
  (issue, { world }) => [world.statuses.get(issue.statusId)?.category ?? 'undefined'],
  (value) => {
    const wanted = value.toLowerCase();
    const found = categoryKeys.filter((key) => key === wanted || categoryName(key).toLowerCase() === wanted);
    return found.length > 0 ? found : null;
  },
);

const richText = (issue: Issue, fieldId: string) => {
  const value = issue.values[fieldId];
  return isRichText(value) ? asWiki(value) : '';
};
const commentText = (issue: Issue) => issue.comments.map((comment) => asWiki(comment.body)).join('\n');
const allText = (issue: Issue) =>
  [summaryOf(issue), richText(issue, 'description'), richText(issue, 'environment'), commentText(issue)].join('\n');

const due = dateClause((issue, { caller }) => {
  const value = text(issue, 'duedate');
  if (value === null) return null;
  const [year, month, day] = value.split('-').map(Number);
  return instantOf([year ?? 0, month ?? 1, day ?? 1, 0, 0], caller.timeZone);
});

const created = dateClause((issue) => issue.createdMs);
const updated = dateClause((issue) => issue.updatedMs);
const resolved = dateClause((issue) => issue.resolvedMs);

const systemClauses: Readonly<Record<string, Clause>> = {
  project,
  key: issueClause,
  issuekey: issueClause,
  issue: issueClause,
  id: issueClause,
  status,
  statuscategory: statusCategory,
  type,
  issuetype: type,
  priority: catalogue(({ world }) => world.priorities, one('priority')),
  resolution,
  component,
  fixversion: catalogue(
    ({ world }) => world.versions,
    (issue) => list(issue, 'fixVersions'),
  ),
  affectedversion: catalogue(
    ({ world }) => world.versions,
    (issue) => list(issue, 'versions'),
  ),
  labels: memberClause(
    (issue) => list(issue, 'labels'),
    (value) => [value],
  ),
  assignee: user(one('assignee')),
  reporter: user(one('reporter')),
  creator: user((issue) => [issue.creatorKey]),
  worklogauthor: user((issue) => issue.worklogs.map((worklog) => worklog.authorKey)),
  parent: memberClause(one('parent'), (value, { world }) => {
    const found = world.issues.find(value);
    return found ? [found.id] : null;
  }),
  created,
  createddate: created,
  updated,
  updateddate: updated,
  resolved,
  resolutiondate: resolved,
  due,
  duedate: due,
  text: textClause(allText),
  summary: textClause(summaryOf),
  description: textClause((issue) => richText(issue, 'description')),
  environment: textClause((issue) => richText(issue, 'environment')),
  comment: textClause(commentText),
};
