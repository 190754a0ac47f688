import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failedError } from '../cli-error.ts';
import { developerGit } from '../git/developer-git.ts';

const CONTEXT_LINES = 2;

/** What changed from one text to the other, as `git diff` shows it, without its head. */
export async function diffLines(from: string, to: string, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const options = ['--no-index', '--no-color', '--no-ext-diff', `--unified=${CONTEXT_LINES}`];
  const { code, stdout, stderr } = await withFiles([from, to], (folder) =>
    developerGit(['diff', ...options, '--', '0', '1'], { cwd: folder, env: outsideOf(env) }),
  );
  if (code !== 0 && code !== 1) throw failedError(`git diff failed: ${stderr.trim()}`);
  const lines = stdout.trimEnd().split('\n');
  return lines.slice(
    Math.max(
      0,
      lines.findIndex((line) => line.startsWith('@@')),
    ),
  );
}

/** All three versions in one text: what only one side changed is merged, the rest stands between conflict markers. */
export async function withMarkers(
  { base, git, jira }: { readonly base: string; readonly git: string; readonly jira: string },
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const labels = ['-L', 'git', '-L', 'last agreed', '-L', 'Jira'];
  const { code, stdout, stderr } = await withFiles([git, base, jira], (folder) =>
    developerGit(['merge-file', '-p', '--diff3', ...labels, '0', '1', '2'], { cwd: folder, env: outsideOf(env) }),
  );
  // The exit code counts the conflicts, up to 127.
  if (code === null || code > 127) throw failedError(`git merge-file failed: ${stderr.trim()}`);
  return stdout;
}

/** True where a conflict marker stands at the beginning of a line; `=======` alone may underline a heading. */
export function hasMarkers(text: string): boolean {
  return /^(?:<{7}|\|{7}|>{7})(?: |$)/m.test(text);
}

/** The folder lies in no repository: nobody's settings of one apply. */
function outsideOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, ...rest } = env;
  return rest;
}

async function withFiles<T>(texts: readonly string[], use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tract-versions-'));
  try {
    for (const [index, text] of texts.entries()) writeFileSync(join(folder, String(index)), ended(text));
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
