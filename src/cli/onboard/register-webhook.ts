import { Failure } from '../../model/failure.ts';
import { reading } from '../../reconciler/jira/exchange.ts';
import { records } from '../../reconciler/jira/raw.ts';
import type { Session } from '../../reconciler/jira/session.ts';

export type WebhookOutcome =
  | { readonly kind: 'registered' | 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: string };

/** What the service wants to hear of, by Jira's names. */
export const WEBHOOK_EVENTS = [
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'comment_created',
  'comment_updated',
  'comment_deleted',
  'worklog_created',
  'worklog_updated',
  'worklog_deleted',
  'issuelink_created',
  'issuelink_deleted',
];

/**
 * Asks Jira to tell the sync service at `url` what happens in the project; once, however often this runs. Only
 * administrators may: a refusal is an outcome. Cloud signs with the secret, older Data Centers cannot and get it in the address.
 */
export async function registerWebhook(
  { client, options, site }: Session,
  url: string,
  secret: string,
): Promise<WebhookOutcome> {
  const address = webhookUrl(url);
  try {
    const listed = await client.send(reading('GET /webhook'), (api) => api.listWebhooks());
    if (records(listed.body).some((webhook) => withoutQuery(webhook.url) === address)) return { kind: 'unchanged' };
    const signs = site.flavor === 'cloud';
    const webhook = {
      name: webhookName(options.project),
      url: signs ? address : `${address}?token=${encodeURIComponent(secret)}`,
      events: WEBHOOK_EVENTS,
      filters: { 'issue-related-events-section': webhookFilter(options.project) },
      excludeBody: false,
      ...(signs ? { secret } : {}),
    };
    await client.send({ ...reading('POST /webhook'), repeatable: false }, (api) => api.registerWebhook(webhook));
    return { kind: 'registered' };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'rejected') throw error;
    return { kind: 'refused', reason: error.message };
  }
}

export function webhookName(project: string): string {
  return `Tract ${project}`;
}

export function webhookFilter(project: string): string {
  return `project = ${project}`;
}

/** Where Jira sends to, of a service that it reaches at `url`. */
export function webhookUrl(url: string): string {
  return `${url.replace(/\/+$/, '')}/webhook/jira`;
}

function withoutQuery(url: unknown): string {
  return typeof url === 'string' ? url.replace(/[?#].*$/, '') : '';
}
