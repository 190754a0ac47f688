/**
 * What went wrong with a request, in the four kinds that the reconciler can do something about:
 * - `transient`: try again later (network, 429, 5xx)
 * - `stale`: the world moved; observe and plan again
 * - `rejected`: the other side said no in words; hold until a value changes
 * - `fatal`: nothing will work until a person acts (credentials, CAPTCHA, lost repository)
 */
export type FailureKind = 'transient' | 'stale' | 'rejected' | 'fatal';

export type FailureDetails = {
  /** Jira's words by our field name, where it named fields. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly retryAfterMs?: number | null;
  /** The request may have been carried out although no answer came. */
  readonly ambiguous?: boolean;
  /** It lies with the repository or its host: nothing is said of Jira. */
  readonly ofGit?: boolean;
  readonly cause?: unknown;
};

export class Failure extends Error {
  readonly kind: FailureKind;
  readonly fields: Readonly<Record<string, string>>;
  readonly retryAfterMs: number | null;
  readonly ambiguous: boolean;
  readonly ofGit: boolean;

  constructor(kind: FailureKind, message: string, details: FailureDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'Failure';
    this.kind = kind;
    this.fields = details.fields ?? {};
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.ambiguous = details.ambiguous ?? false;
    this.ofGit = details.ofGit ?? false;
  }
}
