import { isRecord } from '../fields/field-kind.ts';
import { bodyOf, type Call, noContent, ok, type Reply, signedIn } from '../http/call.ts';
import { type Route, route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import type { Webhook, WebhookSpec } from '../webhooks/webhook-registry.ts';
import type { User } from '../world/entities.ts';
import { allowed, isCloud } from '../world/world.ts';
import { strings } from './issues.ts';

const path = 'rest/webhooks/1.0/webhook';

export const webhookRoutes: readonly Route[] = [
  route('GET', path, list),
  route('POST', path, create),
  route('GET', `${path}/:webhook`, (call) => ok(render(call, webhookOf(call)))),
  route('PUT', `${path}/:webhook`, replace),
  route('DELETE', `${path}/:webhook`, remove),
];

function list(call: Call): Reply {
  administrator(call);
  return ok(call.webhooks.all.map((webhook) => render(call, webhook)));
}

function create(call: Call): Reply {
  const actor = administrator(call);
  const webhook = call.webhooks.add(readSpec(bodyOf(call)), actor, call.world.now());
  return { status: 201, body: render(call, webhook), headers: { Location: selfOf(call, webhook) } };
}

function replace(call: Call): Reply {
  const actor = administrator(call);
  const before = webhookOf(call);
  const body = bodyOf(call);
  const enabled = body.enabled !== false;
  const spec = readSpec({ ...before, filters: { [filterName]: before.jql }, ...body });
  const webhook: Webhook = { ...before, ...spec, enabled, lastUpdatedBy: actor, lastUpdatedMs: call.world.now() };
  call.webhooks.replace(webhook);
  return ok(render(call, webhook));
}

function remove(call: Call): Reply {
  administrator(call);
  call.webhooks.remove(webhookOf(call).id);
  return noContent;
}

function administrator(call: Call): User {
  const actor = signedIn(call);
  if (allowed(actor, 'administer')) return actor;
  throw refusal(403, 'You are not authorized to perform this operation. Administrator privileges are required.');
}

function webhookOf(call: Call): Webhook {
  administrator(call);
  const webhook = call.webhooks.find(Number(call.params.webhook));
  if (webhook) return webhook;
  throw refusal(404, `Webhook with id ${call.params.webhook} was not found.`);
}

const filterName = 'issue-related-events-section';

function readSpec(body: Readonly<Record<string, unknown>>): WebhookSpec {
  const { name, url, secret, excludeBody } = body;
  if (typeof name !== 'string' || name === '') throw refusal(400, 'The name of the webhook must be given.');
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) throw refusal(400, 'The URL of the webhook is not valid.');
  const filters = isRecord(body.filters) ? body.filters : {};
  const jql = filters[filterName] ?? body.jqlFilter;
  return {
    name,
    url,
    events: strings(body.events),
    jql: typeof jql === 'string' ? jql : '',
    excludeBody: excludeBody === true || excludeBody === 'true',
    secret: typeof secret === 'string' && secret !== '' ? secret : null,
  };
}

/** The secret is never shown again. */
function render(call: Call, webhook: Webhook): Record<string, unknown> {
  const { name, url, events, jql, excludeBody, enabled, lastUpdatedBy, lastUpdatedMs, secret } = webhook;
  const user = isCloud(call.world) ? lastUpdatedBy.accountId : lastUpdatedBy.name;
  return {
    name,
    url,
    excludeBody,
    filters: { [filterName]: jql },
    events,
    enabled,
    self: selfOf(call, webhook),
    lastUpdatedUser: user,
    lastUpdatedDisplayName: lastUpdatedBy.displayName,
    lastUpdated: lastUpdatedMs,
    ...(call.world.settings.webhookSecretSupported ? { isSigned: secret !== null } : {}),
  };
}

function selfOf(call: Call, webhook: Webhook): string {
  return `${call.base}/${path}/${webhook.id}`;
}
