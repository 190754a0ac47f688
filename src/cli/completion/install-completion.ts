import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { failedError } from '../cli-error.ts';
import { completionScript } from './completion-script.ts';
import type { Shell } from './shells.ts';

/** Where the script lies, and the start file of the shell that was told of it; null where the shell finds it by itself. */
export type Installed = {
  readonly shell: Shell;
  readonly script: string;
  readonly startFile: string | null;
  readonly isNew: boolean;
};

const MARK = '# Completion of tract';

/** Puts the script into the user's own folders and, for bash and zsh, a line into their start file; once, however often it runs. */
export async function installCompletion(shell: Shell, env: NodeJS.ProcessEnv): Promise<Installed> {
  const home = env.HOME || homedir();
  const { script, startFile } = placesOf(shell, env, home);
  try {
    const isChanged = await put(script, completionScript(shell));
    const isTold = startFile === null ? false : await tell(startFile, script);
    return { shell, script, startFile, isNew: isChanged || isTold };
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    throw failedError(
      `${path ?? script} cannot be written (${code ?? String(error)}); print the script with \`tract completion ${shell}\``,
      error,
    );
  }
}

function placesOf(shell: Shell, env: NodeJS.ProcessEnv, home: string): Pick<Installed, 'script' | 'startFile'> {
  if (shell === 'fish') {
    return {
      script: join(env.XDG_CONFIG_HOME || join(home, '.config'), 'fish', 'completions', 'tract.fish'),
      startFile: null,
    };
  }
  const script = join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'tract', `completion.${shell}`);
  return { script, startFile: shell === 'bash' ? join(home, '.bashrc') : join(env.ZDOTDIR || home, '.zshrc') };
}

async function put(path: string, content: string): Promise<boolean> {
  if ((await readOrNull(path)) === content) return false;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return true;
}

/** Only adds to the file: what a person has there stays. */
async function tell(startFile: string, script: string): Promise<boolean> {
  const text = (await readOrNull(startFile)) ?? '';
  const quoted = `'${script.replaceAll("'", "'\\''")}'`;
  const line = `[ ! -f ${quoted} ] || . ${quoted}`;
  if (text.includes(line)) return false;
  const joint = text === '' || text.endsWith('\n') ? '' : '\n';
  await writeFile(startFile, `${joint}${MARK}\n${line}\n`, { flag: 'a' });
  return true;
}

async function readOrNull(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}
