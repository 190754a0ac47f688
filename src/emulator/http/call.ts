import { refusal } from '../jira-error.ts';
import type { View } from '../render/view.ts';
import type { WebhookRegistry } from '../webhooks/webhook-registry.ts';
import type { User } from '../world/entities.ts';
import type { Properties } from '../world/issue.ts';
import type { World } from '../world/world.ts';

/** A request that was routed: who asks, for what, with which parameters. */
export interface Call {
  readonly world: World;
  readonly webhooks: WebhookRegistry;
  /** null: not signed in. */
  readonly caller: User | null;
  readonly api: '2' | '3';
  readonly base: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface Reply {
  readonly status: number;
  /** Sent as JSON; undefined means no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function viewOf(call: Call): View {
  return { world: call.world, viewer: call.caller, api: call.api, base: call.base };
}

/** The caller, where anonymous access makes no sense. */
export function signedIn(call: Call): User {
  if (call.caller) return call.caller;
  throw refusal(401, 'You are not authenticated. Authentication required to perform this operation.');
}

export function bodyOf(call: Call): Readonly<Record<string, unknown>> {
  const { body } = call;
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Readonly<Record<string, unknown>>;
  if (body === undefined) return {};
  throw refusal(400, 'Can not deserialize instance of the request bean: an object was expected.');
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

export const noContent: Reply = { status: 204 };

/** A whole number of the query, or the default; Jira ignores what is no number. */
export function numberIn(call: Call, name: string, otherwise: number): number {
  const value = Number.parseInt(call.query.get(name) ?? '', 10);
  return Number.isNaN(value) || value < 0 ? otherwise : value;
}

export function flagIn(call: Call, name: string): boolean {
  return call.query.get(name) === 'true';
}

/** A comma-separated parameter, which may be repeated. */
export function listIn(call: Call, name: string): readonly string[] {
  return call.query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** `properties` of a comment or worklog, shown only when the request expands them. */
export function expandedProperties(call: Call, properties: Properties): { readonly properties?: readonly unknown[] } {
  if (!listIn(call, 'expand').includes('properties')) return {};
  return { properties: Object.entries(properties).map(([key, value]) => ({ key, value })) };
}
