import { Failure } from '../../model/failure.ts';
import type { JiraAction } from '../jira-action.ts';
import type { Receipt } from '../jira-side.ts';
import { attribute } from './attribution.ts';
import { deleteComment, getComment, postComment, putComment } from './client-issue.ts';
import { authorOf } from './codec-context.ts';
import { encodeText } from './jira-text-value.ts';
import { member, record, text } from './raw.ts';
import { isIssueId } from './read.ts';
import type { Session } from './session.ts';
import { writeAs } from './write-as.ts';

type AddComment = Extract<JiraAction, { readonly kind: 'add-comment' }>;
type EditComment = Extract<JiraAction, { readonly kind: 'edit-comment' }>;
type RemoveComment = Extract<JiraAction, { readonly kind: 'remove-comment' }>;

export async function performAddComment(session: Session, action: AddComment): Promise<Receipt> {
  const { body } = await writeAs(session, action.author, (as) =>
    postComment(session.client, action.id, { body: encodeText(bodyFor(session, action, as === null)) }, as),
  );
  return { id: text(record(body)?.id), key: null };
}

/** Who wrote it first stays its author in Jira; only what our account wrote names somebody in its first line. */
export async function performEditComment(session: Session, action: EditComment): Promise<void> {
  expectId(action.comment);
  const { status, body } = await getComment(session.client, action.id, action.comment);
  if (status === 404) throw new Failure('stale', `comment ${action.comment} of ${action.key} is gone from Jira`);
  const writer = authorOf(member(body, 'author'), session.codec());
  const isOurs = writer === session.site.account;
  const encoded = encodeText(bodyFor(session, action, isOurs));
  await writeAs(session, writer, (as) => putComment(session.client, action.id, action.comment, encoded, as));
}

/** A comment that is gone already is no failure. */
export async function performRemoveComment(session: Session, action: RemoveComment): Promise<void> {
  expectId(action.comment);
  await deleteComment(session.client, action.id, action.comment, null);
}

function bodyFor({ site }: Session, { body, author }: AddComment | EditComment, isOurs: boolean) {
  return isOurs ? attribute(body, 'Written by', author, site) : body;
}

function expectId(id: string): void {
  if (!isIssueId(id)) throw new Failure('rejected', `"${id}" is no comment id`);
}
