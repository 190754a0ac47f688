import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failedError } from '../cli-error.ts';
import { developerGit } from '../git/developer-git.ts';
import type { Io } from '../io.ts';

/** What somebody wrote, and where it lies until it is no longer needed. */
export type EditedText = { readonly text: string; readonly path: string; readonly discard: () => void };

/**
 * Lets somebody edit a text in the editor that git would take. A CliError (failed) where there is none or it ends with
 * an error; the file stays then.
 */
export async function editText(before: string, io: Pick<Io, 'env' | 'cwd'>): Promise<EditedText> {
  const editor = await editorOf(io);
  const folder = mkdtempSync(join(tmpdir(), 'tract-edit-'));
  const path = join(folder, 'CONFLICT.md');
  writeFileSync(path, before);
  const code = await runEditor(editor, path, io);
  if (code !== 0) throw failedError(`the editor ended with an error: nothing was decided; the text is in ${path}`);
  return { text: readFileSync(path, 'utf8'), path, discard: () => rmSync(folder, { recursive: true, force: true }) };
}

async function editorOf({ env, cwd }: Pick<Io, 'env' | 'cwd'>): Promise<string> {
  const { code, stdout } = await developerGit(['var', 'GIT_EDITOR'], { cwd, env });
  if (code === 0 && stdout.trim() !== '') return stdout.trim();
  throw failedError('no editor is known: set EDITOR, or give the value with --value');
}

/** Editors are commands of a shell, such as `code --wait`: that is how git runs them too. */
function runEditor(editor: string, path: string, { env, cwd }: Pick<Io, 'env' | 'cwd'>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', `${editor} "$@"`, editor, path], { cwd, env, stdio: 'inherit' });
    child.once('error', (error) => reject(failedError(`the editor cannot be started: ${error.message}`, error)));
    child.once('close', resolve);
  });
}
