import { Failure } from './failure.ts';
import { renderScalar } from './front-matter-scalar.ts';
import { type Flavor, type People, type Person, peopleOf } from './people.ts';
import { isHandle } from './people-handle.ts';
import { parsePlainYaml } from './project-config-yaml.ts';
import { lineEndOf } from './ticket-file-lines.ts';

/** What could be read, and what is wrong with the rest. */
export type PeopleReading = { readonly people: People; readonly problems: readonly string[] };

/**
 * Reads `.tract/users.yaml`: `handle: {name | accountId, displayName}`, or `handle: name` for short; without a name the
 * handle is the username. Of two entries for one person the first counts, and the second is a problem.
 */
export function parsePeople(text: string): PeopleReading {
  const yaml = parsePlainYaml(text);
  if (yaml.kind === 'invalid') return { people: peopleOf([]), problems: yaml.problems };
  const { value } = yaml;
  if (value === null || value === '') return { people: peopleOf([]), problems: [] };
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { people: peopleOf([]), problems: ['the file must be a mapping such as "john.doe: jdoe"'] };
  }
  const people: Person[] = [];
  const problems: string[] = [];
  const handles = new Map<string, string>();
  const jiraNames = new Map<string, string>();
  for (const [handle, entry] of Object.entries(value)) {
    const person = readPerson(handle, entry);
    const problem = typeof person === 'string' ? person : clash(person, handles, jiraNames);
    if (problem !== null) problems.push(`${handle}: ${problem}`);
    if (problem !== null || typeof person === 'string') continue;
    handles.set(handle.toLowerCase(), handle);
    jiraNames.set(person.jiraName, handle);
    people.push(person);
  }
  return { people: peopleOf(people), problems };
}

/**
 * The file with these people added at the end, one a line; every byte before stays. Refused where the file is written so
 * that no line can be added, or is broken.
 */
export function editUsersFile(text: string, newcomers: readonly Person[]): string {
  const lineEnd = lineEndOf(text);
  const joint = text === '' || text.endsWith('\n') ? '' : lineEnd;
  const edited = text + joint + newcomers.map((person) => renderPerson(person) + lineEnd).join('');
  const { people } = parsePeople(edited);
  const missing = newcomers.find(({ handle, jiraName }) => people.byHandle.get(handle)?.jiraName !== jiraName);
  if (missing) {
    const reason = `"${missing.handle}" cannot be added at the end of .tract/users.yaml; write it as lines "handle: {…}"`;
    throw new Failure('rejected', reason);
  }
  return edited;
}

/** The person, or what is wrong. */
function readPerson(handle: string, entry: unknown): Person | string {
  if (!isHandle(handle)) return 'a handle is made of letters, digits, ".", "_" and "-", and is not "me"';
  if (typeof entry === 'string') {
    return { handle, jiraName: entry.trim() === '' ? handle : entry.trim(), flavor: 'server', displayName: null };
  }
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return 'write a name, or {name: …}';
  const members = new Map<string, unknown>(Object.entries(entry));
  const stranger = [...members.keys()].find((key) => !['name', 'accountId', 'displayName'].includes(key));
  if (stranger !== undefined) return `"${stranger}" is not known; write name or accountId, and displayName`;
  if ([...members.values()].some((member) => typeof member !== 'string'))
    return 'name, accountId and displayName are texts';
  const textOf = (key: string): string => String(members.get(key) ?? '').trim();
  if (textOf('name') !== '' && textOf('accountId') !== '') return 'write name (Server) or accountId (Cloud), not both';
  const flavor: Flavor = textOf('accountId') === '' ? 'server' : 'cloud';
  return {
    handle,
    jiraName: textOf('accountId') || textOf('name') || handle,
    flavor,
    displayName: textOf('displayName') || null,
  };
}

function clash(
  person: Person,
  handles: ReadonlyMap<string, string>,
  jiraNames: ReadonlyMap<string, string>,
): string | null {
  const same = handles.get(person.handle.toLowerCase());
  if (same !== undefined) return `the handle differs from "${same}" only in capitals`;
  const other = jiraNames.get(person.jiraName);
  return other === undefined ? null : `${person.jiraName} is already "${other}"; one of the two handles must go`;
}

/** One line of `.tract/users.yaml`. */
export function renderPerson({ handle, jiraName, flavor, displayName }: Person): string {
  const members = [
    ...(jiraName === handle ? [] : [`${flavor === 'cloud' ? 'accountId' : 'name'}: ${renderScalar(jiraName, 'flow')}`]),
    ...(displayName === null ? [] : [`displayName: ${renderScalar(displayName, 'flow')}`]),
  ];
  const key = renderScalar(handle, 'flow');
  return members.length === 0 ? `${key}: ${key}` : `${key}: {${members.join(', ')}}`;
}
