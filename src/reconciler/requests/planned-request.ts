import type { RequestEntry } from '../../snapshot/request-entry.ts';
import type { CreateAction } from '../jira-action.ts';
import type { JiraSite, Receipt } from '../jira-side.ts';
import type { Parts } from '../parts.ts';
import type { RequestOutcome, TicketRequest } from './request.ts';

/**
 * What a request comes to before Jira is written to: a line of the ledger to be sent, one for what Jira has already, an
 * answer at once, or the file or ticket `ref` through which a push asks for the very same thing already.
 */
export type PlannedRequest =
  | { readonly kind: 'send'; readonly entry: RequestEntry }
  | { readonly kind: 'met'; readonly entry: RequestEntry; readonly receipt: Receipt }
  | { readonly kind: 'answer'; readonly outcome: RequestOutcome }
  | { readonly kind: 'pushed'; readonly ref: string; readonly issue: string | null; readonly line: string | null };

export type RequestContext = {
  readonly parts: Parts;
  readonly site: JiraSite;
  /** The idempotency key. */
  readonly key: string | null;
  /** The name of the request in the ledger, and the fingerprint of what it asks for. */
  readonly id: string;
  readonly digest: string;
};

export type RequestOf<K extends TicketRequest['kind']> = Extract<TicketRequest, { readonly kind: K }>;

/** The uid says both which request and what it asks for: a key that was freed may come back with something else. */
export function uidOf({ id, digest }: RequestContext): string {
  return `${id}-${digest}`;
}

export function entryFor(
  { parts, key, id, digest }: RequestContext,
  action: CreateAction,
  more: Partial<Pick<RequestEntry, 'texts' | 'line' | 'known'>>,
): Extract<PlannedRequest, { readonly kind: 'send' }> {
  const made = { state: 'sent', result: null, commit: null } as const;
  const entry = { id, key, digest, action, texts: {}, line: null, known: [], atMs: parts.clock(), ...made, ...more };
  return { kind: 'send', entry };
}

/** A request that cannot be carried out as it is: what is wrong with each field, and all of it in one line. */
export function refused(fields: Readonly<Record<string, string>>): PlannedRequest {
  const reason = Object.values(fields).join('; ');
  return { kind: 'answer', outcome: { kind: 'refused', reason, fields } };
}
