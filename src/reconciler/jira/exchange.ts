/** What came back: `body` is parsed JSON, text where it was none, null where it was empty. Header names are in lower case. */
export type Reply = {
  readonly kind: 'reply';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** No answer. `sent` says that the request may have reached Jira all the same. */
export type NoReply = { readonly kind: 'no-reply'; readonly sent: boolean; readonly error: Error };

export type Exchange = Reply | NoReply;

/** One request, told apart from its payload. */
export type Call = {
  /** Method and path without ids, for metrics and words: `GET /issue/{id}`. */
  readonly endpoint: string;
  /** It may be sent again after a lost reply: it reads, or doing it twice is doing it once. */
  readonly repeatable: boolean;
  /** The issue that it writes to (id or key as the caller has it), null for a read. */
  readonly writes: string | null;
  /** Statuses besides 2xx that are an answer to the caller and no failure. */
  readonly accept: readonly number[];
  /** The handle of the person whose own token is used; null for the service account. */
  readonly as: string | null;
};

/** A read. */
export function reading(endpoint: string, accept: readonly number[] = []): Call {
  return { endpoint, repeatable: true, writes: null, accept, as: null };
}

/** A write that does the same when it is done twice. */
export function settingOn(issue: string, endpoint: string, accept: readonly number[] = []): Call {
  return { endpoint, repeatable: true, writes: issue, accept, as: null };
}

/** A write that must not be repeated blindly. */
export function addingTo(issue: string, endpoint: string, accept: readonly number[] = []): Call {
  return { endpoint, repeatable: false, writes: issue, accept, as: null };
}
