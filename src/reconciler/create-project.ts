import { InternalError } from '../model/internal-error.ts';
import { personOfIdentity } from '../model/match-person.ts';
import { type Flavor, NOBODY, type People, type Person, peopleOf, toTextPeople } from '../model/people.ts';
import { editUsersFile, parsePeople } from '../model/people-file.ts';
import { renameInUsersFile } from '../model/people-file-rename.ts';
import { withPerson } from '../model/people-handle.ts';
import { fieldsOf, type ProjectConfig, parseProjectConfig, ticketFormatOf } from '../model/project-config.ts';
import type { TextPeople } from '../model/text/text-people.ts';
import { createNameBook } from './name-book.ts';
import type { JiraUser } from './people-book.ts';
import type { Project } from './project.ts';

/** The project of one process. `flavor` may be learned later, when Jira has told what it is. */
export function createProject(name: string, flavor: Flavor | (() => Flavor)): Project {
  let key = name;
  const flavorNow = typeof flavor === 'function' ? flavor : () => flavor;
  let loaded: {
    readonly config: ProjectConfig;
    readonly fields: Project['fields'];
    readonly format: Project['format'];
  } | null = null;
  let people: People = NOBODY;
  let usersText = '';
  let textPeople: TextPeople | null = null;
  let newcomers: readonly Person[] = [];
  const handleByKey = new Map<string, string>();
  const renamed = new Map<string, string>();

  function current() {
    if (loaded === null) throw new InternalError('the project was used before it was loaded');
    return loaded;
  }

  function loadConfig(text: string): readonly string[] {
    const reading = parseProjectConfig(text);
    if (reading.kind === 'invalid') return reading.problems.map((problem) => `.tract/config.yaml: ${problem}`);
    const { config } = reading;
    if (config.project.key !== key)
      return [`.tract/config.yaml: project.key is ${config.project.key}, but this is ${key}`];
    const fields = fieldsOf(config);
    const format = ticketFormatOf(config);
    loaded = { config, fields: () => fields, format: () => format };
    return [];
  }

  function loadPeople(text: string): readonly string[] {
    const reading = parsePeople(text);
    const learned = newcomers.filter(({ jiraName }) => !reading.people.byJiraName.has(jiraName));
    usersText = text;
    people = reading.people;
    newcomers = [];
    for (const person of learned) keep(person);
    for (const [handle, jiraName] of renamed) {
      const person = people.byHandle.get(handle);
      if (person === undefined || person.jiraName === jiraName) renamed.delete(handle);
      else rename(person, jiraName);
    }
    textPeople = null;
    return reading.problems.map((problem) => `.tract/users.yaml: ${problem}`);
  }

  /** A handle that was given stays given, unless somebody wrote it down for another person meanwhile. */
  function keep(person: Person): void {
    if (people.byHandle.has(person.handle)) {
      learn(person.jiraName, person.displayName);
      return;
    }
    people = peopleOf([...people.list, person]);
    newcomers = [...newcomers, person];
  }

  function learn(jiraName: string, displayName: string | null): string {
    const { people: more, person } = withPerson(people, { jiraName, displayName }, flavorNow());
    if (more !== people) newcomers = [...newcomers, person];
    people = more;
    textPeople = null;
    return person.handle;
  }

  /** Somebody who has another name in Jira now: the handle stays, and no ticket changes. */
  function rename(person: Person, jiraName: string): void {
    const others = people.list.map((each) => (each.handle === person.handle ? { ...each, jiraName } : each));
    people = peopleOf(others);
    renamed.set(person.handle, jiraName);
    textPeople = null;
  }

  function handleOf({ jiraName, displayName, key: userKey }: JiraUser): string {
    const written = people.byJiraName.get(jiraName);
    const known = people.byHandle.get(handleByKey.get(userKey ?? '') ?? '');
    const isOthers = written === undefined || [...handleByKey.values()].includes(written.handle);
    if (known !== undefined && known !== written && isOthers) {
      rename(known, jiraName);
      return known.handle;
    }
    const handle = written?.handle ?? learn(jiraName, displayName);
    if (userKey !== null) handleByKey.set(userKey, handle);
    return handle;
  }

  /** The file with the new names of the renamed and the newcomers; null where it stays as it is. */
  function usersFile(): string | null {
    const changed = [...renamed.keys()].flatMap((handle) => people.byHandle.get(handle) ?? []);
    const text = changed.reduce(renameInUsersFile, usersText);
    if (newcomers.length > 0) return editUsersFile(text, newcomers);
    return text === usersText ? null : text;
  }

  return {
    key: () => key,
    rename: (present) => {
      key = present;
    },
    config: () => current().config,
    fields: () => current().fields(),
    format: () => current().format(),
    people: {
      handleOf,
      // On Server a handle nobody wrote down may still be a username; Jira says so if it is not.
      jiraNameOf: (handle) => people.byHandle.get(handle)?.jiraName ?? (flavorNow() === 'server' ? handle : null),
      userKeyOf: (handle) => [...handleByKey].find(([, known]) => known === handle)?.[0] ?? null,
    },
    names: createNameBook(),
    textPeople: () => {
      textPeople ??= toTextPeople(people);
      return textPeople;
    },
    newTicketDefaults: () => {
      const { type, priority } = current().config.newTicket;
      return priority === null ? { type } : { type, priority };
    },
    handleOfCommitter: (committer) => personOfIdentity(people, committer)?.handle ?? null,
    load: ({ config, users }) => {
      const problems = config === null ? [] : loadConfig(config);
      return [...problems, ...loadPeople(users ?? '')];
    },
    isLoaded: () => loaded !== null,
    userKeys: () => Object.fromEntries([...handleByKey].sort(([one], [other]) => (one < other ? -1 : 1))),
    knowUsers: (known) => {
      for (const [userKey, handle] of Object.entries(known)) handleByKey.set(userKey, handle);
    },
    usersFile,
  };
}
