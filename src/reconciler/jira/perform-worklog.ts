import { Failure } from '../../model/failure.ts';
import type { JiraText } from '../../model/text/jira-text.ts';
import type { JiraAction } from '../jira-action.ts';
import type { JiraSite, Receipt } from '../jira-side.ts';
import { attribute } from './attribution.ts';
import { deleteWorklog, getWorklog, postWorklog, putWorklog } from './client-issue.ts';
import { authorOf } from './codec-context.ts';
import { PROPERTY } from './decode-entries.ts';
import { encodeText } from './jira-text-value.ts';
import { toJiraTime } from './jira-time.ts';
import { member, record, text } from './raw.ts';
import { isIssueId } from './read.ts';
import type { Session } from './session.ts';
import { writeAs } from './write-as.ts';

type AddWorklog = Extract<JiraAction, { readonly kind: 'add-worklog' }>;
type EditWorklog = Extract<JiraAction, { readonly kind: 'edit-worklog' }>;
type RemoveWorklog = Extract<JiraAction, { readonly kind: 'remove-worklog' }>;

/** Logs time; Jira lowers the remaining estimate itself. */
export async function performAddWorklog(session: Session, action: AddWorklog): Promise<Receipt> {
  const { body } = await writeAs(session, action.author, (as) =>
    postWorklog(session.client, action.id, bodyOf(session, action, as === null), as),
  );
  return { id: text(record(body)?.id), key: null };
}

/** Who logged it first stays its author in Jira; only what our account logged names somebody. */
export async function performEditWorklog(session: Session, action: EditWorklog): Promise<void> {
  expectId(action.worklog);
  const { status, body } = await getWorklog(session.client, action.id, action.worklog);
  if (status === 404) throw new Failure('stale', `worklog ${action.worklog} of ${action.key} is gone from Jira`);
  const writer = authorOf(member(body, 'author'), session.codec());
  const payload = bodyOf(session, action, writer === session.site.account);
  await writeAs(session, writer, (as) => putWorklog(session.client, action.id, action.worklog, payload, as));
}

/** A worklog that is gone already is no failure. */
export async function performRemoveWorklog(session: Session, action: RemoveWorklog): Promise<void> {
  expectId(action.worklog);
  await deleteWorklog(session.client, action.id, action.worklog, null);
}

/** Cloud keeps the true author in a property, Server in the first line of the comment. */
function bodyOf({ site }: Session, action: AddWorklog | EditWorklog, isOurs: boolean): object {
  const { author, comment, seconds, started } = action;
  const isNamed = isOurs && site.flavor === 'cloud';
  const said = isOurs && !isNamed ? attribute(comment, 'Logged by', author, site) : comment;
  return {
    timeSpentSeconds: seconds,
    started: toJiraTime(started),
    ...commentOf(said, action.kind, site),
    ...(isNamed ? { properties: [{ key: PROPERTY, value: { author } }] } : {}),
  };
}

/** A new worklog without a comment says nothing of one; an edited one says that it is empty. */
function commentOf(said: JiraText | null, kind: (AddWorklog | EditWorklog)['kind'], site: JiraSite): object {
  if (said !== null) return { comment: encodeText(said) };
  if (kind === 'add-worklog') return {};
  return { comment: site.text === 'wiki' ? '' : { type: 'doc', version: 1, content: [] } };
}

function expectId(id: string): void {
  if (!isIssueId(id)) throw new Failure('rejected', `"${id}" is no worklog id`);
}
