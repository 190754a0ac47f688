import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { developerGit } from '../../git/developer-git.ts';
import type { Check } from '../check.ts';
import { type Finding, failed, fine, warning } from '../finding.ts';

const FOLDERS = ['issues', 'worklogs'];

/** The clone is one of git, its folders are folders, and what was left in the middle of a merge is told. */
export const cloneLayout: Check = {
  name: 'layout',
  async find({ clone, io }) {
    if (clone === null) return [];
    const inside = await developerGit(['rev-parse', '--show-toplevel'], { cwd: clone, env: io.env });
    if (inside.code !== 0) return [failed(`${clone} is no git repository`, 'clone it with `tract clone URL`')];
    const findings = [...wrongFolders(clone), ...missingIssues(clone), ...(await unmerged(clone, io.env))];
    return findings.length > 0 ? findings : [fine(clone)];
  },
};

function wrongFolders(clone: string): readonly Finding[] {
  const wrong = FOLDERS.filter(
    (name) => statSync(join(clone, name), { throwIfNoEntry: false })?.isDirectory() === false,
  );
  return wrong.map((name) =>
    failed(`${name} is a file and must be a folder`, `git mv ${name} ${name}.old, commit and push`),
  );
}

function missingIssues(clone: string): readonly Finding[] {
  if (existsSync(join(clone, 'issues'))) return [];
  return [
    warning(
      'there is no folder issues/: no ticket is here',
      'git pull; if there still is none, look whether the branch is the right one',
    ),
  ];
}

async function unmerged(clone: string, env: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  const { stdout } = await developerGit(['diff', '--name-only', '--diff-filter=U', '-z'], { cwd: clone, env });
  const files = stdout.split('\0').filter((path) => path !== '');
  if (files.length === 0) return [];
  return [
    failed(
      `a merge is not finished: ${files.slice(0, 3).join(', ')}${files.length > 3 ? ' …' : ''}`,
      'mend the files, then git add and git commit (or git rebase --continue)',
    ),
  ];
}
