import type { CommitInfo } from '../../../snapshot/object-store.ts';

const FIELDS = 7;

/** With `git log -z`: seven fields per commit, each ended by a NUL. */
export const LOG_FORMAT = '--format=tformat:%H%x00%an%x00%ae%x00%at%x00%P%x00%s%x00%b';

/** The commits in the output of `git log -z` with LOG_FORMAT. */
export function parseLog(output: string): CommitInfo[] {
  const fields = output.split('\0');
  const commits: CommitInfo[] = [];
  for (let at = 0; at + FIELDS <= fields.length; at += FIELDS) {
    const [oid = '', name = '', email = '', seconds = '0', parents = '', subject = '', body = ''] = fields.slice(at);
    commits.push({
      oid,
      author: { name, email },
      atMs: Number(seconds) * 1000,
      parents: parents.split(' ').filter((parent) => parent !== ''),
      subject,
      body: body.trim(),
    });
  }
  return commits;
}
