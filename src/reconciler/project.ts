import type { Field } from '../model/field.ts';
import type { ProjectConfig } from '../model/project-config.ts';
import type { TextPeople } from '../model/text/text-people.ts';
import type { TicketFormat } from '../model/ticket.ts';
import type { LastChange, ProjectFiles } from './git-side.ts';
import type { NameBook } from './name-book.ts';
import type { PeopleBook } from './people-book.ts';

/**
 * The project as the branch configures it. It lives as long as the process: `load` takes over what a push changed,
 * and people who turn up in Jira are learned until they are written into `.tract/users.yaml`.
 */
export interface Project {
  key(): string;
  /** Jira calls the project otherwise from now on; its configuration has to be loaded anew. */
  rename(key: string): void;
  config(): ProjectConfig;
  fields(): readonly Field[];
  format(): TicketFormat;
  readonly people: PeopleBook;
  readonly names: NameBook;
  textPeople(): TextPeople;
  handleOfCommitter(committer: Pick<LastChange, 'name' | 'email'>): string | null;
  /** Values of a new ticket where its file gives none, by field. */
  newTicketDefaults(): Readonly<Record<string, string>>;
  /**
   * Takes over the files of `.tract/`; a missing configuration leaves the one that holds. Answers what is wrong with
   * them, and keeps what held before then.
   */
  load(files: ProjectFiles): readonly string[];
  /** False until a configuration was taken over: nothing else can be asked before. */
  isLoaded(): boolean;
  /** Handles by the keys of Jira's users that outlive their names, as far as they were seen. */
  userKeys(): Readonly<Record<string, string>>;
  /** Takes over what an earlier process knew of them. */
  knowUsers(handleByKey: Readonly<Record<string, string>>): void;
  /** `.tract/users.yaml` with the people learned or renamed since, null where there are none. */
  usersFile(): string | null;
}
