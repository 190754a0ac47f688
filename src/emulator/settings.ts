import type { Permission, Personality } from './world/entities.ts';

/** A person who can sign in. What is left out is derived from the name. */
export interface Account {
  readonly name: string;
  readonly displayName?: string;
  readonly emailAddress?: string | null;
  /** Basic authentication: the password on Server, the API token on Cloud (with the e-mail address as user name). */
  readonly password?: string;
  /** Personal access token, Server only; it never expires unless told otherwise. */
  readonly token?: string;
  readonly tokenExpiresMs?: number;
  readonly accountId?: string;
  readonly accountType?: 'atlassian' | 'app' | 'customer';
  readonly key?: string;
  readonly timeZone?: string;
  readonly groups?: readonly string[];
  readonly denied?: readonly Permission[];
}

export interface RateLimit {
  /** Size of the token bucket of each user. */
  readonly limit: number;
  readonly refillPerSecond: number;
}

/** How the site behaves. All members can be changed while it runs. */
export interface Settings {
  personality: Personality;
  /** Zone in which the site writes its timestamps. */
  siteZone: string;
  hoursPerDay: number;
  daysPerWeek: number;
  /** Added before every reply. */
  latencyMs: number;
  /** `strict` answers 400 to a malformed `started`; `crash` answers 500 as old servers do; `default-now` ignores it. */
  worklogDateMode: 'strict' | 'crash' | 'default-now';
  /** How long search lags behind the database. */
  searchLagMs: number;
  /** Search shows the indexed values instead of the current ones. */
  searchShowsIndexedValues: boolean;
  /** A key or id in JQL that does not exist refuses the query, or matches nothing. */
  unknownIssueInJql: 'refuse' | 'ignore';
  /** Cloud search returns fewer issues than asked although more follow. */
  shortPages: boolean;
  /** Most issues on one page of search, whatever is asked. */
  searchPageCap: number;
  /** `updated` is stored in whole seconds, as by MySQL; the changelog keeps its milliseconds. */
  secondPrecisionUpdated: boolean;
  /** Editing a comment, or logging work with adjustEstimate=leave, changes `updated`. */
  commentEditBumpsUpdated: boolean;
  worklogLeaveBumpsUpdated: boolean;
  /** Worklog feeds withhold what is younger than this. */
  worklogFeedDelayMs: number;
  /** Which spelling the feeds use for the last page. */
  lastPageSpelling: 'lastPage' | 'isLastPage';
  embeddedWorklogCap: number;
  /** ADF is stored with a localId on each block. */
  adfLocalIds: boolean;
  /** Text written over v2 comes back with \r\n line ends, as if typed in a browser. */
  carriageReturns: boolean;
  /** A field that is not on the edit screen is refused. */
  enforceEditScreen: boolean;
  /** A wrong transition id: 400 as on Cloud, or 500 as Data Center may answer. */
  badTransitionStatus: 400 | 500;
  /** Credentials that are wrong: 401, or go on as anonymous with 200. */
  badCredentials: 'refuse' | 'anonymous';
  /** Failed Basic logins before CAPTCHA; 0 means never. */
  captchaAfter: number;
  rateLimit: RateLimit | null;
  perIssueWriteLimit: { readonly writes: number; readonly perMs: number } | null;
  allowUnassigned: boolean;
  /** 8.x knows only the old createmeta, later versions only the new paths. */
  createMeta: 'old' | 'new' | 'both';
  sprintForm: 'object' | 'string';
  /** Off: issues speak neither of estimates nor of worklogs, and worklogs cannot be written. */
  timeTracking: boolean;
  /** Ids of fields that the field configuration hides: issues do not speak of them. */
  hiddenFields: readonly string[];
  /** e-mail addresses are hidden from other users. */
  hideEmail: boolean;
  webhookSecretSupported: boolean;
}

/** The defaults of a personality: friendly, so that a test adds exactly the unkindness it is about. */
export function defaultSettings(personality: Personality): Settings {
  const cloud = personality === 'cloud';
  return {
    personality,
    siteZone: 'UTC',
    hoursPerDay: 8,
    daysPerWeek: 5,
    latencyMs: 0,
    worklogDateMode: 'strict',
    searchLagMs: 0,
    searchShowsIndexedValues: false,
    unknownIssueInJql: 'refuse',
    shortPages: false,
    searchPageCap: cloud ? 100 : 1000,
    secondPrecisionUpdated: false,
    commentEditBumpsUpdated: true,
    worklogLeaveBumpsUpdated: true,
    worklogFeedDelayMs: 60_000,
    lastPageSpelling: 'lastPage',
    embeddedWorklogCap: 20,
    adfLocalIds: true,
    carriageReturns: false,
    enforceEditScreen: true,
    badTransitionStatus: cloud ? 400 : 500,
    badCredentials: 'refuse',
    captchaAfter: cloud ? 0 : 3,
    rateLimit: null,
    perIssueWriteLimit: null,
    allowUnassigned: true,
    createMeta: cloud ? 'both' : 'new',
    sprintForm: cloud ? 'object' : 'string',
    timeTracking: true,
    hiddenFields: [],
    hideEmail: cloud,
    webhookSecretSupported: true,
  };
}
