/** A time entry as a line of `worklogs/YYYY-MM.jsonl`; `comment` is Markdown, '' when absent. `started` is UTC, `…Z`, to the second. */
export type GitWorklog = {
  readonly id: string | null;
  readonly issue: string;
  readonly author: string;
  readonly seconds: number;
  readonly started: string;
  readonly comment: string;
};

/**
 * Where a line stands: the month of its file (`2026-02`) and its number there, from 1. `former` where it is known to say
 * what its entry said before what stands beside it.
 */
export type WorklogLine = {
  readonly month: string;
  readonly line: number;
  readonly worklog: GitWorklog;
  readonly former?: boolean;
};

/** A line that cannot be read; it stays as it is and is reported. `issue` where the line still names one. */
export type WorklogProblem = {
  readonly month: string;
  readonly line: number;
  readonly issue: string | null;
  readonly reason: string;
};
