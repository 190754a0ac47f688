import { Failure } from '../../model/failure.ts';
import { fingerprint } from '../../model/fingerprint.ts';
import { ticketPath } from '../../model/ticket-key.ts';
import type { RequestEntry } from '../../snapshot/request-entry.ts';
import type { JiraSite, Receipt } from '../jira-side.ts';
import type { Parts } from '../parts.ts';
import { actionOf, keyOf, requestId } from './ledger.ts';
import { lookFor, madeEntry } from './look-for.ts';
import { noteRequests } from './note-requests.ts';
import { planCreateRequest } from './plan-create-request.ts';
import { planCommentRequest, planWorklogRequest } from './plan-entry-request.ts';
import type { PlannedRequest, RequestContext } from './planned-request.ts';
import type { RequestOutcome, TicketRequest } from './request.ts';
import { withRealKeys } from './with-real-keys.ts';

/** Reconciles one ticket, or one file, at once. Never throws a Failure: what it could not do is tried again later. */
export type Pull = (ref: string) => Promise<void>;

type Serving = { readonly parts: Parts; readonly pull: Pull };

/**
 * Carries a request out: noted durably, made in Jira, brought into git. One that was asked for before is answered as it
 * was then, and one without an answer is looked for before it is sent again. Throws no Failure, but may throw what is
 * none: then nobody knows how far it came.
 */
export async function serveRequest(
  parts: Parts,
  site: JiraSite,
  request: TicketRequest,
  key: string | null,
  pull: Pull,
): Promise<RequestOutcome> {
  const digest = fingerprint(request);
  const id = key === null ? fingerprint(['request', parts.snapshot.commit, digest]) : requestId(key);
  const standing = key === null ? null : (parts.snapshot.requests().get(id) ?? null);
  const isSame = standing !== null && asksFor(standing, request, digest);
  if (standing !== null && standing.state !== 'free' && !isSame) return { kind: 'key-reused' };
  const serving = { parts, pull };
  const known = standing !== null && isSame ? await takeUp(serving, standing) : null;
  if (known !== null) return known;
  try {
    const planned = await planRequest(request, { parts, site, key, id, digest });
    return await carryOut(serving, planned, id);
  } catch (error) {
    return refusalOf(error);
  }
}

/** A file that was pushed says whatever it says by now: it is the same ticket. */
function asksFor(standing: RequestEntry, request: TicketRequest, digest: string): boolean {
  if (standing.digest !== '') return standing.digest === digest;
  return request.kind === 'create';
}

async function planRequest(asked: TicketRequest, context: RequestContext): Promise<PlannedRequest> {
  const request = await withRealKeys(asked, context);
  switch (request.kind) {
    case 'answer':
    case 'send':
    case 'met':
    case 'pushed':
      return request;
    case 'create':
      return planCreateRequest(request, context);
    case 'worklog':
      return planWorklogRequest(request, context);
    case 'comment':
      return planCommentRequest(request, context);
  }
}

async function carryOut(serving: Serving, planned: PlannedRequest, id: string): Promise<RequestOutcome> {
  if (planned.kind === 'answer') return planned.outcome;
  if (planned.kind === 'send') return send(serving, planned.entry);
  if (planned.kind === 'met') return noteMade(serving, planned.entry, planned.receipt);
  const { parts, pull } = serving;
  const { ref, issue, line } = planned;
  await pull(ref);
  const created = parts.snapshot.requests().get(id);
  if (created !== undefined) return doneOf(parts, created);
  const key = parts.snapshot.entryById(issue ?? '')?.key ?? ref;
  const worklogs = (await parts.snapshot.bases([key])).get(key)?.worklogs ?? [];
  const agreed = worklogs.find((worklog) => line !== null && (worklog.line === line || worklog.id === line));
  if (agreed !== undefined) return { ...placeOf(parts, key), id: line, jiraId: agreed.id, commit: null };
  return { kind: 'pending', reason: `${ref} was pushed with the same id and is not in Jira yet: see \`tract status\`` };
}

/** Known by its key: answered as before where it is over, else looked for. Null where it is surely not there: it may be done now. */
async function takeUp(serving: Serving, standing: RequestEntry): Promise<RequestOutcome | null> {
  if (standing.state === 'done' || standing.state === 'made') return finish(serving, standing);
  try {
    const found = await lookFor(serving.parts, standing);
    if (found.kind === 'absent') return null;
    return found.kind === 'found' ? await noteMade(serving, standing, found.receipt) : PENDING;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { kind: 'pending', reason: error.message };
  }
}

const PENDING: RequestOutcome = {
  kind: 'pending',
  reason: "Jira's answer was lost and it may still show up there: ask again with the same idempotency key",
};

async function send(serving: Serving, entry: RequestEntry): Promise<RequestOutcome> {
  const { parts } = serving;
  await noteRequests(parts, { put: [entry] }, 'About to do what was asked for');
  let receipt: Receipt;
  try {
    receipt = await parts.jira.perform(actionOf(entry));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.ambiguous ? lookOnce(serving, entry) : takeBack(parts, entry, error);
  }
  return noteMade(serving, entry, receipt);
}

/** The answer was lost: often what was made can be seen at once. */
async function lookOnce(serving: Serving, entry: RequestEntry): Promise<RequestOutcome> {
  try {
    const found = await lookFor(serving.parts, entry);
    return found.kind === 'found' ? await noteMade(serving, entry, found.receipt) : PENDING;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return PENDING;
  }
}

/** Jira surely did nothing: the key is free. */
async function takeBack(parts: Parts, entry: RequestEntry, failure: Failure): Promise<RequestOutcome> {
  await noteRequests(parts, { forget: [entry.id] }, 'Jira did not do what was asked for').catch((error: unknown) => {
    // It is looked for then, not found, and free all the same.
    if (!(error instanceof Failure)) throw error;
  });
  const action = actionOf(entry);
  if (failure.kind === 'stale' && action.kind !== 'create-issue') return { kind: 'unknown-issue', issue: action.key };
  return refusalOf(failure);
}

async function noteMade(serving: Serving, entry: RequestEntry, receipt: Receipt): Promise<RequestOutcome> {
  const made = madeEntry(entry, receipt);
  if (made === null) return PENDING;
  try {
    await noteRequests(serving.parts, { put: [made] }, 'Jira has what was asked for');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return PENDING;
  }
  return finish(serving, made);
}

/** Brings what Jira made into git. Where that fails the next cycles do it; the request is carried out all the same. */
async function finish({ parts, pull }: Serving, entry: RequestEntry): Promise<RequestOutcome> {
  const key = keyOf(parts.snapshot, entry);
  if (entry.state === 'made' && key !== null) await pull(key);
  return doneOf(parts, parts.snapshot.requests().get(entry.id) ?? entry);
}

function doneOf(parts: Parts, entry: RequestEntry): RequestOutcome {
  const key = keyOf(parts.snapshot, entry);
  if (key === null || entry.result === null) return PENDING;
  return { ...placeOf(parts, key), id: entry.line, jiraId: entry.result.id, commit: entry.commit };
}

function placeOf({ project }: Parts, key: string) {
  const url = `${project.config().project.url.replace(/\/+$/, '')}/browse/${key}`;
  return { kind: 'done', issue: key, path: ticketPath(key), url } as const;
}

/** Why nothing was done. */
function refusalOf(error: unknown): RequestOutcome {
  if (!(error instanceof Failure)) throw error;
  const { kind, message: reason, fields, retryAfterMs } = error;
  return kind === 'rejected' ? { kind: 'refused', reason, fields } : { kind: 'away', reason, retryAfterMs };
}
