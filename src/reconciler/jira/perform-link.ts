import { Failure } from '../../model/failure.ts';
import { isTicketKey } from '../../model/ticket-key.ts';
import type { JiraAction } from '../jira-action.ts';
import { deleteLink, postLink } from './client-issue.ts';
import { getLinkTypes } from './client-site.ts';
import { parseLink } from './link-value.ts';
import { records, text } from './raw.ts';
import { isIssueId } from './read.ts';
import type { LinkType, Session } from './session.ts';

type AddLink = Extract<JiraAction, { readonly kind: 'add-link' }>;
type RemoveLink = Extract<JiraAction, { readonly kind: 'remove-link' }>;

/**
 * Links an issue to another. What Jira calls the *inward issue* of a new link is the one that acts: with the outward
 * phrase `blocks`, the issue that blocks.
 */
export async function performAddLink(session: Session, action: AddLink): Promise<void> {
  const link = parseLink(action.link);
  if (link === null || !isTicketKey(link.key)) throw refused(action.link, 'write it like "blocks APP-123"');
  const { type, isOutward } = await typeOf(session, action.link, link.phrase);
  const [actor, other] = isOutward ? [action.key, link.key] : [link.key, action.key];
  const body = { type: { name: type.name }, inwardIssue: { key: actor }, outwardIssue: { key: other } };
  await postLink(session.client, action.id, body);
}

/** A link that is gone already is no failure. */
export async function performRemoveLink(session: Session, action: RemoveLink): Promise<void> {
  if (!isIssueId(action.linkId)) throw refused(action.link, `"${action.linkId}" is no link id`);
  await deleteLink(session.client, action.id, action.linkId);
}

async function typeOf(session: Session, link: string, phrase: string) {
  const found = findType(session.caches.linkTypes, phrase);
  if (found) return found;
  await learnTypes(session);
  const learned = findType(session.caches.linkTypes, phrase);
  if (learned) return learned;
  const phrases = [...new Set(session.caches.linkTypes.flatMap((type) => [type.outward, type.inward]))];
  throw refused(link, `this Jira knows no link "${phrase}"; it has: ${phrases.join(', ')}`);
}

function findType(types: readonly LinkType[], phrase: string) {
  const outward = types.find((type) => type.outward === phrase);
  const type = outward ?? types.find((each) => each.inward === phrase);
  return type === undefined ? null : { type, isOutward: outward !== undefined };
}

async function learnTypes({ client, caches }: Session): Promise<void> {
  const { body } = await getLinkTypes(client);
  const types = records((body as { readonly issueLinkTypes?: unknown } | null)?.issueLinkTypes);
  const phraseOf = (phrase: unknown) => (text(phrase) ?? '').trim().replace(/\s+/g, ' ');
  caches.linkTypes.splice(
    0,
    caches.linkTypes.length,
    ...types.map((type) => ({
      name: text(type.name) ?? '',
      outward: phraseOf(type.outward),
      inward: phraseOf(type.inward),
    })),
  );
}

function refused(link: string, why: string): Failure {
  const words = `link "${link}": ${why}`;
  return new Failure('rejected', words, { fields: { links: words } });
}
