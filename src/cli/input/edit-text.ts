import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CliError, failedError, isCliError } from '../cli-error.ts';
import { EXIT } from '../exit-code.ts';
import { developerGit } from '../git/developer-git.ts';

export type EditPlace = { readonly cwd: string; readonly env: NodeJS.ProcessEnv };

/** A text that somebody wrote in their editor. It lies in `file` until `drop` is called, so that no failure loses it. */
export type EditedText = { readonly file: string; readonly text: string; readonly drop: () => void };

/**
 * Opens the editor that git would (GIT_EDITOR, core.editor, VISUAL, EDITOR, vi) on a text. `name` is the file's name. A
 * CliError where there is no editor or it ends with an error.
 */
export async function editText(template: string, name: string, place: EditPlace): Promise<EditedText> {
  const editor = await editorOf(place);
  const file = join(mkdtempSync(join(tmpdir(), 'tract-')), name);
  writeFileSync(file, template, { mode: 0o600 });
  const drop = () => rmSync(dirname(file), { recursive: true, force: true });
  const code = await runEditor(editor, file, place);
  const text = readFileSync(file, 'utf8');
  if (code !== 0 && text === template) drop();
  if (code !== 0)
    throw failedError(
      `the editor ended with an error (${editor})${text === template ? '' : `; your text is in ${file}`}`,
    );
  return { file, text, drop };
}

/** Carries out what an edited text is for. It is dropped when that went well; else the error says where it is kept. */
export async function withEditedText<T>(edited: EditedText, action: () => Promise<T>): Promise<T> {
  try {
    const result = await action();
    edited.drop();
    return result;
  } catch (error) {
    const problems = isCliError(error) ? error.problems : [error instanceof Error ? error.message : String(error)];
    const exitCode = isCliError(error) ? error.exitCode : EXIT.failed;
    throw new CliError(exitCode, [...problems, `your text is kept in ${edited.file}`], error);
  }
}

async function editorOf({ cwd, env }: EditPlace): Promise<string> {
  const { code, stdout } = await developerGit(['var', 'GIT_EDITOR'], { cwd, env });
  if (code !== 0) throw failedError('no editor is known: set EDITOR, or give the text on the command line');
  return stdout.trim();
}

/** As git does it: the shell takes the editor's own arguments apart, and the name of the file is none of its business. */
function runEditor(editor: string, file: string, { cwd, env }: EditPlace): Promise<number | null> {
  return new Promise((resolve, reject) => {
    // It draws on stderr: stdout is for results, and may lead into a pipe.
    const stdio = [process.stdin.isTTY ? 'inherit' : 'ignore', 2, 2] as const;
    const child = spawn('sh', ['-c', `${editor} "$@"`, editor, file], { cwd, env, stdio: [...stdio] });
    child.once('error', (error) => reject(failedError(`the editor cannot be started: ${error.message}`, error)));
    child.once('close', resolve);
  });
}
