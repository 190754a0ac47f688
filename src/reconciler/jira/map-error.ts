import { Failure } from '../../model/failure.ts';
import type { Field } from '../../model/field.ts';
import { codeOf } from './client-transport.ts';
import { type ErrorWords, errorWords, isHtml } from './error-words.ts';
import type { Call, Exchange, NoReply, Reply } from './exchange.ts';
import { fieldNameOf } from './field-names.ts';
import { refusedLogin } from './refused-login.ts';
import { retryAfterMs } from './retry-after.ts';

/** What the mapper needs to speak in our words. `host` is where Jira is, for people. */
export type ErrorContext = { readonly host: string; readonly fields: readonly Field[]; readonly nowMs: number };

/** Decides what a failed exchange means; null where it did not fail. The only place that reads Jira's error messages. */
export function mapError(call: Call, outcome: Exchange, context: ErrorContext): Failure | null {
  if (outcome.kind === 'no-reply') return lostReply(call, outcome, context);
  const login = refusedLogin(outcome, context.host);
  if (login) return login;
  if (isHtml(outcome.body) && outcome.status < 300) return strangePage(call, outcome, context);
  if (outcome.status >= 200 && outcome.status < 300) return null;
  if (call.accept.includes(outcome.status)) return null;
  return refusal(call, outcome, context);
}

function lostReply(call: Call, { sent, error }: NoReply, { host }: ErrorContext): Failure {
  const code = codeOf(error);
  const ambiguous = sent && !call.repeatable;
  return new Failure('transient', `Jira at ${host} cannot be reached: ${networkWords(code, error)}`, {
    ambiguous,
    cause: error,
  });
}

function networkWords(code: string, error: Error): string {
  if (isCertificateCode(code)) {
    return `its certificate is not trusted (${code}): name its authority in NODE_EXTRA_CA_CERTS`;
  }
  return NETWORK_WORDS[code] ?? (error.name === 'TimeoutError' ? 'no complete answer in time' : code || error.message);
}

function isCertificateCode(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|HOSTNAME_MISMATCH/.test(code);
}

const NETWORK_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (ECONNREFUSED)',
  ENOTFOUND: 'the host name is unknown (ENOTFOUND): check JIRA_URL',
  EAI_AGAIN: 'the host name cannot be looked up now (EAI_AGAIN)',
  ECONNRESET: 'the connection was cut (ECONNRESET)',
  EPROTO: 'it does not speak TLS (EPROTO): check http or https in JIRA_URL',
  UND_ERR_SOCKET: 'the connection was cut before the answer',
  UND_ERR_CONNECT_TIMEOUT: 'no connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped half-way',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'the answer is too large',
  ABORT_ERR: 'Tract is shutting down',
};

function strangePage(call: Call, reply: Reply, { host }: ErrorContext): Failure {
  const words = errorWords(reply.body).general[0] ?? 'a web page';
  return new Failure('transient', `Jira at ${host} answered ${call.endpoint} with ${words} instead of data`, {
    ambiguous: !call.repeatable,
  });
}

function refusal(call: Call, reply: Reply, context: ErrorContext): Failure {
  const words = errorWords(reply.body);
  const { status } = reply;
  const told = `${sentence(words, context.fields)} (${status} to ${call.endpoint})`;
  if (status === 429 || status === 408 || status === 425) return transient(told, reply, context, false);
  if (status >= 500) return transient(told, reply, context, !call.repeatable);
  if (status >= 300 && status < 400) return redirected(reply, context);
  if (status === 409) return new Failure('stale', `Jira says: ${told}`);
  if (status === 410 && call.endpoint.includes('/search')) {
    return new Failure('fatal', `Jira says: ${told}; if this is Jira Cloud, set JIRA_FLAVOR=cloud or auto`);
  }
  if (status === 404) return notFound(call, words, told);
  if (words.general.some((each) => VANISHED.test(each))) return new Failure('stale', `Jira says: ${told}`);
  return new Failure('rejected', `Jira says: ${told}`, { fields: ourFields(words, context.fields) });
}

/** Somebody else was quicker: a transition is offered by the status an issue is in. */
const VANISHED = /^transition id .* is not valid for this issue/i;

function transient(told: string, reply: Reply, { nowMs }: ErrorContext, ambiguous: boolean): Failure {
  return new Failure('transient', `Jira says: ${told}`, { retryAfterMs: retryAfterMs(reply, nowMs), ambiguous });
}

/** Credentials are never carried along: a redirect is a wrong address, or a login page. */
function redirected(reply: Reply, { host }: ErrorContext): Failure {
  const target = (reply.headers.location ?? 'nowhere').split('?')[0];
  return new Failure('transient', `Jira at ${host} redirects to ${target}: set JIRA_URL to where it really is`);
}

/** What an action was about is gone or hidden: look again. A missing feature, such as time tracking, stays a refusal. */
function notFound(call: Call, words: ErrorWords, told: string): Failure {
  const isFeature = words.general.some((each) => /time tracking|disabled|not enabled/i.test(each));
  if (isFeature || call.writes === null) return new Failure('rejected', `Jira says: ${told}`);
  return new Failure('stale', `${call.writes} or what was to be changed on it was not found in Jira (${told})`);
}

function sentence(words: ErrorWords, fields: readonly Field[]): string {
  const named = Object.entries(words.byField).map(([id, said]) => `${fieldNameOf(id, fields) ?? id}: ${said}`);
  const all = [...words.general, ...named];
  return all.length === 0 ? 'no reason given' : all.join('; ');
}

function ourFields(words: ErrorWords, fields: readonly Field[]): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [id, said] of Object.entries(words.byField)) {
    const name = fieldNameOf(id, fields);
    if (name !== null) found[name] = said;
  }
  return found;
}
