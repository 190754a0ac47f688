import { Failure, type FailureKind } from '../../../model/failure.ts';

type Rule = readonly [pattern: RegExp, kind: FailureKind, say: (path: string, match: RegExpExecArray) => string];

/** What git's words (LC_ALL=C) mean for Tract. The first rule that fits decides. */
const RULES: readonly Rule[] = [
  [
    /dubious ownership|unsafe repository/,
    'fatal',
    (path) =>
      `the repository ${path} belongs to another user, so git refuses it: as the user that runs Tract, ` +
      `run: git config --global --add safe.directory ${path}`,
  ],
  [
    /not a git repository|does not appear to be a git repository/i,
    'fatal',
    (path) => `${path} is not a git repository: create one with \`tract onboard\` or \`git init --bare\``,
  ],
  [
    /directory that does not exist/,
    'fatal',
    (path) => `there is no repository at ${path} any more: bring it back, or correct the path`,
  ],
  [
    /no space left on device|out of diskspace|quota exceeded/i,
    'transient',
    (path) => `no space left for the repository ${path}: free some disk space`,
  ],
  [
    /read-only file system/i,
    'transient',
    (path) => `the repository ${path} is on a read-only file system: mount it writable`,
  ],
  [
    /permission denied|insufficient permission|operation not permitted/i,
    'fatal',
    (path) =>
      `no permission to use the repository ${path}: give the user that runs Tract the right to read and write it`,
  ],
  [
    /Unable to create '(.+\.lock)': File exists/,
    'transient',
    (_path, match) =>
      `${match[1]} exists: another git process works there, or one was killed; if none runs, remove the file`,
  ],
  [
    /cannot allocate memory|out of memory|resource temporarily unavailable|too many open files|EAGAIN|ENOMEM/i,
    'transient',
    (path) => `the machine is short of memory, processes or open files; git could not work in ${path}`,
  ],
  [
    /bad object|is corrupt|missing blob|unable to read|inflate|invalid object|does not exist|nonexistent object|[Nn]ot a valid/,
    'fatal',
    (path) => `the repository ${path} lacks an object or is damaged: run git -C ${path} fsck`,
  ],
];

/** The Failure for what a git process wrote on stderr, or for the error of starting it. */
export function gitFailure(path: string, stderr: string, cause?: unknown): Failure {
  for (const [pattern, kind, say] of RULES) {
    const match = pattern.exec(stderr);
    if (match === null) continue;
    return new Failure(kind, say(path, match), { ofGit: true, cause: cause ?? new Error(stderr.trim()) });
  }
  const line = stderr.split('\n').find((text) => text.trim() !== '') ?? 'no message';
  return new Failure('transient', `git failed in ${path}: ${line.trim().slice(0, 300)}`, { ofGit: true, cause });
}

/** The Failure for a git process that could not be started. */
export function startFailure(path: string, error: Error): Failure {
  if (!error.message.includes('ENOENT')) return gitFailure(path, error.message, error);
  // Node reports a missing working directory like a missing program.
  return new Failure(
    'fatal',
    `git could not be started in ${path}: check that git is installed and the folder exists`,
    {
      ofGit: true,
      cause: error,
    },
  );
}
