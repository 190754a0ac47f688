import { personNamed } from '../../model/match-person.ts';
import { readGitIdentity } from '../author/git-identity.ts';
import { authorOfIdentity, resolveAuthor } from '../author/resolve-author.ts';
import type { TicketClone } from '../clone-reader/open-ticket-clone.ts';
import { developerGit } from '../git/developer-git.ts';
import { plain } from '../render/plain.ts';
import { suggestion } from '../render/suggestion.ts';
import type { Step } from './set-up-clone.ts';

export type AuthorChoice = {
  /** `--author`, null where it was not given. */
  readonly author: string | null;
  /** Asks the person at the terminal; null where there is none. */
  readonly ask: ((question: string) => Promise<string>) | null;
};

const MOST_QUESTIONS = 3;

/** Says once who works in this clone, as `tract.author`: by what was given, the git identity, or a question. */
export async function chooseAuthor(
  clone: TicketClone,
  { author: given, ask, env }: AuthorChoice & { readonly env: NodeJS.ProcessEnv },
): Promise<{ readonly author: string | null; readonly step: Step }> {
  const { folder, people } = clone;
  const identity = await readGitIdentity(folder, env);
  const known =
    given === null
      ? authorOfIdentity(identity, people)
      : await resolveAuthor({ option: given, people, cwd: folder, env });
  const handle = known?.handle ?? (ask === null ? null : await askAuthor(clone, ask));
  if (handle === null) {
    return {
      author: null,
      step: {
        done: false,
        words: 'say who you are: git config tract.author HANDLE, with a handle of .tract/users.yaml',
      },
    };
  }
  await developerGit(['config', 'tract.author', handle], { cwd: folder, env });
  const how = known?.source === 'git identity' ? ', by the name of your git' : '';
  return { author: handle, step: { done: true, words: `you are ${plain(handle)}${how} (tract.author)` } };
}

/** Null where nothing is answered, or nothing that is known. */
async function askAuthor({ people }: TicketClone, ask: (question: string) => Promise<string>): Promise<string | null> {
  const handles = people.list.map(({ handle }) => handle);
  let hint = '';
  for (let question = 0; question < MOST_QUESTIONS && handles.length > 0; question += 1) {
    const answer = await ask(`${hint}Who are you in .tract/users.yaml? Handle or name (nothing: later): `);
    if (answer === '') return null;
    const person = personNamed(people, answer);
    if (person !== null) return person.handle;
    hint = `Nobody there is called ${plain(answer)}${suggestion(answer, handles)}\n`;
  }
  return null;
}
