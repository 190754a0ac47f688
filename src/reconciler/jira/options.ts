import type { Dispatcher } from 'undici';
import type { Field } from '../../model/field.ts';
import type { Value } from '../../model/value.ts';
import type { Log } from '../log.ts';
import type { NameBook } from '../name-book.ts';
import type { PeopleBook } from '../people-book.ts';

/** Basic: user and password, or e-mail and API token on Cloud. Bearer: a personal access token of Data Center. */
export type Credentials =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string };

/** One request that was made; `status` 0 where no answer came. `endpoint` has no ids in it: `GET /issue/{id}`. */
export type RequestSample = { readonly endpoint: string; readonly status: number; readonly ms: number };

/** What the screens of transitions may ask for when the ticket itself says nothing, by our field name. */
export type WorkflowDefaults = { readonly screenFields: Readonly<Record<string, Value>> };

export type Timeouts = {
  readonly connectMs: number;
  readonly headersMs: number;
  /** Between two pieces of a body. */
  readonly bodyMs: number;
  /** For one whole attempt, so that a trickle ends too. */
  readonly totalMs: number;
};

/** Time and chance, from outside so that a test can replay them. */
export type Timing = {
  readonly clock: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

export type JiraSideOptions = {
  readonly url: string;
  readonly credentials: Credentials;
  readonly flavor: 'auto' | 'cloud' | 'server';
  /** The key of the project. */
  readonly project: string;
  /** A further restriction of what is in scope, without ORDER BY. */
  readonly jql: string | null;
  /** The current table, with the custom fields of the configuration. */
  readonly fields: () => readonly Field[];
  readonly people: PeopleBook;
  readonly names: NameBook;
  readonly workflow: () => WorkflowDefaults;
  readonly concurrency: number;
  /** Tokens of single people by handle, so that what they wrote carries their name in Jira. */
  readonly userTokens: ReadonlyMap<string, Credentials>;
  readonly timing: Timing;
  readonly timeouts: Timeouts;
  /** How far a poll looks back behind its cursor; null for the flavor's own default. */
  readonly overlapMs: number | null;
  readonly log: Log;
  readonly onRequest: (sample: RequestSample) => void;
  /** Jira refused the login of the service account, for the reason told: each further try may lock it. */
  readonly onRefusedLogin: (reason: string) => void;
  /** Where connections come from; null for a pool of our own. */
  readonly dispatcher: Dispatcher | null;
};

/** The deadlines of one attempt, where Jira may take so long to begin its answer. */
export function timeoutsOf(headersMs: number): Timeouts {
  const soonest = (ms: number) => Math.min(ms, headersMs);
  return { connectMs: soonest(10_000), headersMs, bodyMs: soonest(30_000), totalMs: 3 * headersMs };
}

export const DEFAULT_TIMEOUTS: Timeouts = timeoutsOf(60_000);
