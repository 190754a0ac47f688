import { personNamed, personOfIdentity } from '../../model/match-person.ts';
import type { People } from '../../model/people.ts';
import { usageError } from '../cli-error.ts';
import { plain } from '../render/plain.ts';
import { type GitIdentity, readGitIdentity } from './git-identity.ts';

/** Where it was said who the author is. */
export type AuthorSource = 'option' | 'TRACT_AUTHOR' | 'git config tract.author' | 'git identity';

/** The handle that stands in ticket files and worklogs; `known` where `.tract/users.yaml` has it. */
export type Author = { readonly handle: string; readonly known: boolean; readonly source: AuthorSource };

export type AuthorSearch = {
  /** `--author`, or an argument that names somebody; null where it was not given. */
  readonly option: string | null;
  readonly people: People;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
};

const NOBODY_SAID = 'say who you are: `git config tract.author HANDLE`, TRACT_AUTHOR or --author';

/** Says who works here: `--author`, `TRACT_AUTHOR`, `git config tract.author`, else the git identity. A CliError where none does. */
export async function resolveAuthor(search: AuthorSearch): Promise<Author> {
  const said = search.option === null || /^me$/i.test(search.option.trim()) ? null : search.option;
  if (said !== null) return named(said, 'option', search.people);
  const { TRACT_AUTHOR: variable } = search.env;
  if (variable) return named(variable, 'TRACT_AUTHOR', search.people);
  const identity = await readGitIdentity(search.cwd, search.env);
  return authorOfIdentity(identity, search.people) ?? refuse(identity);
}

/** The handle of whoever works here, where that is said without asking; null where it is not. */
export async function handleHere(search: Omit<AuthorSearch, 'option'>): Promise<string | null> {
  const { TRACT_AUTHOR: variable } = search.env;
  if (variable) return named(variable, 'TRACT_AUTHOR', search.people).handle;
  return authorOfIdentity(await readGitIdentity(search.cwd, search.env), search.people)?.handle ?? null;
}

/** The author by the settings of git alone; null where they name nobody. */
export function authorOfIdentity(identity: GitIdentity, people: People): Author | null {
  if (identity.author !== null) return named(identity.author, 'git config tract.author', people);
  const person = personOfIdentity(people, identity);
  return person === null ? null : { handle: person.handle, known: true, source: 'git identity' };
}

/** Who is not in `.tract/users.yaml` yet is taken at their word: the service learns people as it meets them. */
function named(word: string, source: AuthorSource, people: People): Author {
  const person = personNamed(people, word);
  const handle = person?.handle ?? word.trim();
  if (handle === '' || /[\p{Cc}*]/u.test(handle))
    throw usageError(`"${plain(word)}" is no name of a person (${source})`);
  return { handle, known: person !== null, source };
}

function refuse({ name, email }: GitIdentity): never {
  const identity = [name, email === null ? null : `<${email}>`].filter((each) => each !== null).join(' ');
  if (identity === '') throw usageError(`git does not know your name; ${NOBODY_SAID}`);
  throw usageError(`nobody in .tract/users.yaml is clearly ${plain(identity)}; ${NOBODY_SAID}`);
}
