import { developerGit } from '../../git/developer-git.ts';
import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';

const FIX = "echo 'worklogs/*.jsonl merge=union' >> .gitattributes, commit and push";

/** Two people who log time in one month append to one file: that must be no conflict. */
export const mergeAttributes: Check = {
  name: 'merge',
  async find({ clone, io }) {
    if (clone === null) return [];
    const asked = await developerGit(['check-attr', 'merge', '--', 'worklogs/2026-01.jsonl'], {
      cwd: clone,
      env: io.env,
    });
    if (asked.code !== 0) return [];
    if (/merge: union$/m.test(asked.stdout)) return [fine('time entries of two people merge by themselves')];
    return [warning('time entries of two people will conflict: worklogs/*.jsonl has not merge=union', FIX)];
  },
};
