import { renameTemporaryKeys, temporaryKeys } from '../../model/temporary-key.ts';
import { ticketName } from '../../model/ticket-key.ts';
import { isOfflineKey } from '../../model/ticket-ref.ts';
import type { Value } from '../../model/value.ts';
import { bornAs, whyUnborn } from '../queue/find-unborn.ts';
import { type PlannedRequest, type RequestContext, refused } from './planned-request.ts';
import type { TicketRequest } from './request.ts';
import { twinPath } from './twin.ts';

/**
 * The request with the keys that tickets have by now in the place of temporary ones. What mentions a ticket that Jira
 * has not got yet is refused, by field: a push waits in the branch until it is born, a request has no place to wait in.
 * A key of no ticket is a word like any other.
 */
export async function withRealKeys(
  request: TicketRequest,
  context: RequestContext,
): Promise<TicketRequest | PlannedRequest> {
  const { parts } = context;
  const texts = textsOf(request);
  const keys = new Set(Object.values(texts).flat().flatMap(temporaryKeys));
  const tip = keys.size === 0 ? null : await parts.git.tip();
  if (tip === null) return request;
  keys.delete(ownKey(context) ?? '');
  const born = new Map([...keys].flatMap((key) => [[key, bornAs(parts, key)] as const]));
  const names = new Map([...born].flatMap(([key, name]) => (name === null ? [] : [[key, name] as const])));
  const unborn = await whyUnborn(
    parts,
    [...keys].filter((key) => !names.has(key)),
    tip,
  );
  const wrong = Object.entries(texts).flatMap(([field, words]) => {
    const key = words.flatMap(temporaryKeys).find((each) => unborn.has(each));
    if (key === undefined) return [];
    return [[field, `it mentions ${key}: ${unborn.get(key)}; ask again when that is, or push it instead`] as const];
  });
  return wrong.length > 0 ? refused(Object.fromEntries(wrong)) : renamed(request, names);
}

/** The words of a request by the field that they are told by. A reference to another ticket is judged where it is read. */
function textsOf(request: TicketRequest): Readonly<Record<string, readonly string[]>> {
  if (request.kind === 'comment') return { body: [request.body] };
  if (request.kind === 'worklog') return { comment: [request.comment] };
  const values = Object.entries(request.values).map(([name, value]) => [name, wordsOf(value)] as const);
  return { ...Object.fromEntries(values), description: [request.description] };
}

function wordsOf(value: Value): readonly string[] {
  const words = [value].flat().filter((each): each is string => typeof each === 'string');
  return words.filter((each) => !isOfflineKey(each));
}

/** A ticket may name itself: that is no reason to wait for it. */
function ownKey({ parts, key }: RequestContext): string | null {
  const path = key === null ? null : twinPath(parts.project.key(), key);
  return path === null ? null : ticketName(path);
}

function renamed(request: TicketRequest, names: ReadonlyMap<string, string>): TicketRequest {
  if (names.size === 0) return request;
  const rename = (text: string) => renameTemporaryKeys(text, names);
  if (request.kind === 'comment') return { ...request, body: rename(request.body) };
  if (request.kind === 'worklog') return { ...request, comment: rename(request.comment) };
  const values = Object.entries(request.values).map(([name, value]) => [name, renamedValue(value, rename)] as const);
  return { ...request, values: Object.fromEntries(values), description: rename(request.description) };
}

function renamedValue(value: Value, rename: (text: string) => string): Value {
  if (typeof value === 'string') return rename(value);
  return Array.isArray(value) ? value.map((each) => (typeof each === 'string' ? rename(each) : each)) : value;
}
