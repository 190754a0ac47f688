import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Io } from '../../../src/cli/io.ts';
import { runTract } from '../../../src/cli/run-tract.ts';

export const CONFIG = `version: 1
project: {key: APP, name: App, url: https://jira.example.com}
types: [Bug, Task]
statuses:
  - {name: To Do, category: new}
  - {name: In Progress, category: indeterminate}
  - {name: Done, category: done}
priorities: [High, Low]
timeTracking: {hoursPerDay: 8, daysPerWeek: 5}
fields:
  points: {id: customfield_10016}
  notes: {id: customfield_10020, kind: text}
`;

export const USERS = 'anna: {displayName: Anna Berg}\njohn.doe: {displayName: John Doe}\n';

export type Ran = { readonly code: number; readonly out: string; readonly err: string };

export type RunOptions = { readonly env?: NodeJS.ProcessEnv; readonly columns?: number | null };

/** A folder like a clone of a ticket repository, without git; `run` is the whole program in it. */
export type TemporaryClone = {
  readonly folder: string;
  write(path: string, content: string | Uint8Array): void;
  run(args: readonly string[], options?: RunOptions): Promise<Ran>;
  remove(): void;
};

export function makeTemporaryClone(files: Readonly<Record<string, string>> = {}): TemporaryClone {
  const folder = mkdtempSync(join(tmpdir(), 'tract-clone-'));
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  write('.tract/config.yaml', CONFIG);
  write('.tract/users.yaml', USERS);
  for (const [path, content] of Object.entries(files)) write(path, content);
  return {
    folder,
    write,
    run: (args, options) => runIn(folder, args, options),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs the program in a folder, in this process, as nobody that git knows. */
export async function runIn(
  cwd: string,
  args: readonly string[],
  { env = {}, columns = null }: RunOptions = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      NO_COLOR: '1',
      ...env,
    },
    cwd,
    outColumns: columns,
    errIsJournal: false,
    errIsTerminal: false,
    stop: new AbortController().signal,
  };
  return { code: await runTract(args, io), out, err };
}

/** A ticket file with these front-matter lines and this body. */
export function ticketText(lines: readonly string[], body = ''): string {
  return `---\n${lines.join('\n')}\n---\n${body === '' ? '' : `\n${body}\n`}`;
}
