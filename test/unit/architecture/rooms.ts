import type { SourceFile } from './source-file.ts';

/** A room may import those below it, never one above. */
const ORDER = ['model', 'snapshot', 'reconciler', 'server', 'cli'];

/** Known to the composition root alone. */
const SIDES = ['reconciler/git', 'reconciler/jira'];

/** Runs in a thread of its own, so it takes nothing along but the model. */
const TEXTS = 'reconciler/text';

/** Imports between our own files that lead out of their room the wrong way. */
export function findWrongWays(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    file.imports.flatMap(({ target, line }) => {
      const reason = target === null ? null : refuse(file.path, target);
      return reason === null ? [] : [`${file.path}:${line} imports ${target}: ${reason}`];
    }),
  );
}

function refuse(from: string, to: string): string | null {
  const [here, there] = [roomOf(from), roomOf(to)];
  if (here === null) return `${from} lies in no room`;
  if (there === null) return `${to} lies in no room`;
  if (here === there) return null;
  if (here === 'emulator') return 'the emulator imports nothing of the rest';
  if (there === 'emulator') return isDemo(from) ? null : 'only the demo knows the emulator';
  if (SIDES.includes(there)) return here === 'cli' ? null : `only src/cli knows ${there}`;
  if (here === TEXTS) return there === 'model' ? null : `${TEXTS} knows the model alone`;
  return heightOf(there) < heightOf(here) || parentOf(there) === parentOf(here) ? null : `${there} is above ${here}`;
}

/** A side, and what takes texts apart, are rooms of their own inside the reconciler. */
function roomOf(path: string): string | null {
  const [top, first = '', second = ''] = path.split('/');
  if (top !== 'src') return null;
  if ([...SIDES, TEXTS].includes(`${first}/${second}`)) return `${first}/${second}`;
  return first === 'emulator' || ORDER.includes(first) ? first : null;
}

function isDemo(path: string): boolean {
  return /^src\/cli\/demo/.test(path);
}

function heightOf(room: string): number {
  return ORDER.indexOf(parentOf(room));
}

function parentOf(room: string): string {
  return room.split('/')[0] ?? room;
}
