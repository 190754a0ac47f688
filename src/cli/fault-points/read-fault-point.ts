import { readFileSync } from 'node:fs';
import type { Log } from '../../reconciler/log.ts';
import { usageError } from '../cli-error.ts';
import { developerGit } from '../git/developer-git.ts';
import type { FaultPoint } from './fault-point.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The fault point that a test asks for, null for everybody else: `TRACT_TEST_KILL_AT` names a file, and the program ends
 * itself with SIGKILL at the moment that the file names by then.
 *
 * A service that people rely on must never get there by a variable alone: a CliError unless the repository itself says
 * that it is there for tests.
 */
export async function readFaultPoint(env: Environment, repository: string, log: Log): Promise<FaultPoint | null> {
  const file = env.TRACT_TEST_KILL_AT;
  if (file === undefined || file === '') return null;
  if (env.NODE_ENV !== 'test' || !(await isForTests(repository, env))) {
    throw usageError(
      `TRACT_TEST_KILL_AT makes the service kill itself, and ${repository} is not there for tests: remove the variable`,
    );
  }
  return (name) => {
    log.debug('passing', { moment: name });
    if (readFileSync(file, 'utf8').trim() === name) process.kill(process.pid, 'SIGKILL');
  };
}

/** Only the repository's own file counts: what a person has set for all of theirs marks none of them. */
async function isForTests(repository: string, env: Environment): Promise<boolean> {
  const args = ['config', '--local', '--type=bool', '--get', 'tract.test'];
  const { stdout } = await developerGit(args, { cwd: repository, env });
  return stdout.trim() === 'true';
}
