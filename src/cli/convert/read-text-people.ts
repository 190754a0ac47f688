import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { NOBODY, toTextPeople } from '../../model/people.ts';
import { parsePeople } from '../../model/people-file.ts';
import type { TextPeople } from '../../model/text/text-people.ts';
import { findClone } from '../api/find-clone.ts';
import { usageError } from '../cli-error.ts';
import type { Io } from '../io.ts';

/** Who is who: from the given file, or from the clone that one is in; nobody where there is neither. Throws a CliError. */
export async function readTextPeople({ cwd, err }: Pick<Io, 'cwd' | 'err'>, file: string | null): Promise<TextPeople> {
  if (file !== null) {
    const text = await readFile(resolve(cwd, file), 'utf8').catch((error: unknown) => {
      throw usageError(`cannot read the users in ${file}: ${error instanceof Error ? error.message : String(error)}`);
    });
    const { people, problems } = parsePeople(text);
    if (problems.length > 0) throw usageError(...problems.map((problem) => `${file}: ${problem}`));
    return toTextPeople(people);
  }
  const clone = await findClone(cwd);
  const known = clone === null ? null : join(clone.folder, '.tract', 'users.yaml');
  const text = known === null ? null : await readFile(known, 'utf8').catch(() => null);
  if (text === null) return toTextPeople(NOBODY);
  // The daemon as well goes on with those it can read.
  const { people, problems } = parsePeople(text);
  for (const problem of problems) err(`tract: ${known}: ${problem}\n`);
  return toTextPeople(people);
}
