import { type Flavor, type People, type Person, peopleOf } from './people.ts';

export type NewPerson = { readonly jiraName: string; readonly displayName: string | null };

const HANDLE = /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}._-]{0,62}[\p{L}\p{N}\p{M}_-])?$/u;
const E_MAIL = /[^\s@]@[^\s@]/;

/** True for a name that can stand in a comment header, in YAML and in a sentence: letters, digits, and `.`, `_`, `-` inside. */
export function isHandle(text: string): boolean {
  return HANDLE.test(text) && !/^me$/i.test(text);
}

/**
 * Somebody of Jira with a handle, chosen once: on Server the username where it can be a handle, else, and on Cloud always,
 * one made of the display name. It is never an e-mail address, nor a handle or a spelling of one that another person has.
 */
export function withPerson(
  people: People,
  newcomer: NewPerson,
  flavor: Flavor,
): { readonly people: People; readonly person: Person } {
  const known = people.byJiraName.get(newcomer.jiraName);
  if (known) return { people, person: known };
  const taken = new Set(people.list.map(({ handle }) => handle.toLowerCase()));
  const wanted =
    flavor === 'server' && isHandle(newcomer.jiraName) ? newcomer.jiraName : slug(newcomer.displayName ?? '');
  const { jiraName } = newcomer;
  const displayName = newcomer.displayName === null || E_MAIL.test(newcomer.displayName) ? null : newcomer.displayName;
  const person = { handle: firstFree(wanted, taken), jiraName, flavor, displayName };
  return { people: peopleOf([...people.list, person]), person };
}

/** `Zoë van Dijk` → `zoe.van.dijk`. Letters of other scripts stay; of an e-mail address only what stands before the @ does. */
function slug(displayName: string): string {
  const name = E_MAIL.test(displayName) ? displayName.replace(/@.*$/, '') : displayName;
  const words = name
    .normalize('NFKD')
    .replace(/\p{Script=Latin}\p{M}+/gu, (letter) => letter.replace(/\p{M}/gu, ''))
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  const handle = [...(words ?? []).join('.')].slice(0, 40).join('').replace(/\.+$/, '');
  return isHandle(handle) ? handle : 'user';
}

function firstFree(wanted: string, taken: ReadonlySet<string>): string {
  let handle = wanted;
  for (let number = 2; taken.has(handle.toLowerCase()); number += 1) handle = `${wanted}-${number}`;
  return handle;
}
