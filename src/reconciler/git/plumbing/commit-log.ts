import type { CommitInfo } from '../../../snapshot/object-store.ts';

const FIELDS = 5;

/** With `git log -z`: five fields per commit, each ended by a NUL. */
export const LOG_FORMAT = '--format=tformat:%H%x00%an%x00%ae%x00%at%x00%s';

/** The commits in the output of `git log -z` with LOG_FORMAT. */
export function parseLog(output: string): CommitInfo[] {
  const fields = output.split('\0');
  const commits: CommitInfo[] = [];
  for (let at = 0; at + FIELDS <= fields.length; at += FIELDS) {
    const [oid = '', name = '', email = '', seconds = '0', subject = ''] = fields.slice(at, at + FIELDS);
    commits.push({ oid, author: { name, email }, atMs: Number(seconds) * 1000, subject });
  }
  return commits;
}
