import type { People, Person } from './people.ts';

/** Who somebody is by git; null for what git does not say. */
type Identity = { readonly name: string | null; readonly email: string | null };

/** The one person that a word means: a handle, a Jira name or a display name, in any case. Null for none, or for several. */
export function personNamed(people: People, word: string): Person | null {
  const exact = people.byHandle.get(word);
  if (exact !== undefined) return exact;
  const typed = folded(word);
  return onlyOne(people, ({ handle, jiraName, displayName }) =>
    [handle, jiraName, displayName ?? ''].some((each) => folded(each) === typed),
  );
}

/**
 * The person behind a git identity: by the name that git has, else by what stands before the @ of the address. What fits
 * several people fits nobody: time must never be logged for somebody else.
 */
export function personOfIdentity(people: People, { name, email }: Identity): Person | null {
  const local = email?.replace(/@.*$/, '').replace(/^\d+\+/, '') ?? '';
  const words = [name ?? '', local].filter((word) => word !== '');
  return words.map((word) => personNamed(people, word)).find((person) => person !== null) ?? null;
}

function onlyOne(people: People, fits: (person: Person) => boolean): Person | null {
  const found = people.list.filter(fits);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** `Zoë` is `zoe`, as a keyboard without the letter has it. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .trim();
}
