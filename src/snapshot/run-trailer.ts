/**
 * The id of a cycle that wrote: when it began, epoch ms in base 36, and its number in the process. It is the trailer
 * `Run: …` of every commit of that cycle, on the branch and in the snapshot.
 */
export function runId(startedAtMs: number, count: number): string {
  return `${startedAtMs.toString(36)}-${count}`;
}

export function isRunId(text: string): boolean {
  return /^[0-9a-z]{1,11}-[1-9][0-9]{0,8}$/.test(text);
}

/** A commit message with the trailer; as it is where no cycle is behind it. */
export function withRun(message: string, run: string | null): string {
  return run === null ? message : `${message}\n\nRun: ${run}`;
}

/** The run that a commit's body names, null where it names none. */
export function runOf(body: string): string | null {
  const [, run = ''] = /(?:^|\n)Run: (\S+)\s*$/.exec(body) ?? [];
  return isRunId(run) ? run : null;
}
