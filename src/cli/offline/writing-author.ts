import type { People } from '../../model/people.ts';
import { isHandle } from '../../model/people-handle.ts';
import { resolveAuthor } from '../author/resolve-author.ts';
import { usageError } from '../cli-error.ts';
import type { Io } from '../io.ts';
import { plain } from '../render/plain.ts';
import { suggestion } from '../render/suggestion.ts';

/**
 * Who writes something: as `resolveAuthor` finds them, and with a name that Jira and a ticket file can hold. Somebody who
 * is not in `.tract/users.yaml` is taken at their word, and told so.
 */
export async function writingAuthor(io: Io, people: People, option: string | undefined): Promise<string> {
  const { handle, known, source } = await resolveAuthor({ option: option ?? null, people, cwd: io.cwd, env: io.env });
  if (known) return handle;
  const hint = suggestion(
    handle,
    people.list.map((person) => person.handle),
  );
  if (!isHandle(handle))
    throw usageError(`"${plain(handle)}" is no handle of a person, such as john.doe (${source})${hint}`);
  if (people.list.length > 0) io.err(`tract: nobody called "${handle}" is in .tract/users.yaml yet${hint}\n`);
  return handle;
}
