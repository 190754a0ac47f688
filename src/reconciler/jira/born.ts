import type { Born } from '../jira-side.ts';
import { PROPERTY } from './decode-entries.ts';
import { createdSinceJql, scopeJql } from './jql.ts';
import { member, type Raw, text } from './raw.ts';
import { readOneByOne } from './read.ts';
import { search } from './search.ts';
import type { Session } from './session.ts';

/** How far Jira's clock may have been put right since, and how coarse a search by time is. */
const CLOCK_STEP_MS = 65 * 60_000;

/**
 * The issues that our account created from files since then, with what their property says of the file. Only Cloud's
 * search shows properties; Server is asked issue by issue for those that are not known.
 */
export async function born(
  session: Session,
  sinceMs: number,
  isKnown: (id: string) => boolean,
): Promise<readonly Born[]> {
  const { options, site } = session;
  const creator = options.people.jiraNameOf(site.account) ?? site.account;
  const jql = createdSinceJql(scopeJql(options.project, null), creator, sinceMs - CLOCK_STEP_MS, session.profile.zone);
  const isCloud = site.flavor === 'cloud';
  const query = { jql, fields: ['created'], pageSize: 100, ...(isCloud ? { properties: [PROPERTY] } : {}) };
  const found: Born[] = [];
  for await (const { issues } of search(session, query)) {
    const strange = issues.filter((issue) => !isKnown(text(issue.id) ?? ''));
    const ids = strange.flatMap((issue) => text(issue.id) ?? []);
    const read = isCloud ? strange : (await readOneByOne(session, ids, ['created'])).values();
    for (const issue of read) found.push(...bornFrom(issue));
  }
  return found;
}

/** None where it has no such property, or one that somebody else wrote. */
function bornFrom(issue: Raw): readonly Born[] {
  const property = (name: string) => text(member(issue, 'properties', PROPERTY, name));
  const [id, key, uid, path] = [text(issue.id), text(issue.key), property('uid'), property('path')];
  if (id === null || key === null || uid === null || path === null) return [];
  return [{ id, key, uid, path, content: property('content') }];
}
