import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readPlainFile } from '../../clone-reader/read-plain-file.ts';
import { developerGit } from '../../git/developer-git.ts';
import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';

/** What was written while the server was away and has not reached Jira yet. */
export const cloneQueue: Check = {
  name: 'offline',
  async find({ clone, io }) {
    if (clone === null) return [];
    const queued = queuedWorklogs(clone) + queuedCreates(clone);
    const git = (...args: readonly string[]) => developerGit(args, { cwd: clone, env: io.env });
    const ahead = Number((await git('rev-list', '--count', '@{upstream}..HEAD')).stdout.trim() || '0');
    if (queued === 0 && ahead === 0) return [fine('nothing waits to be pushed')];
    const commits = ahead === 1 ? '1 commit' : `${ahead} commits`;
    if (ahead > 0)
      return [warning(`${commits} and ${queued} queued operations wait to be pushed`, 'git pull --rebase && git push')];
    return [
      warning(
        `${queued} queued operations are pushed and not in Jira yet`,
        'git pull; what stays is told with its reason by `tract status`',
      ),
    ];
  },
};

function queuedWorklogs(clone: string): number {
  try {
    return readdirSync(join(clone, '.tract', 'queue', 'worklogs')).filter((name) => name.endsWith('.json')).length;
  } catch {
    return 0;
  }
}

function queuedCreates(clone: string): number {
  const file = readPlainFile(clone, '.tract/queue/create.jsonl');
  if (file.kind !== 'bytes') return 0;
  return file.bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '').length;
}
