import { BUILT_IN_FIELDS } from '../../model/field-table.ts';
import { listTicketFiles } from '../clone-reader/list-ticket-files.ts';
import type { CloneLists } from './clone-lists.ts';

/** What can stand for `<person>`, `<status>` and so on in a usage line: by that word, all that the clone knows. */
export type ValueSource = (
  folder: string,
  lists: () => Promise<CloneLists>,
  typed: string,
) => Promise<readonly string[]>;

const fromLists =
  (choose: (lists: CloneLists) => readonly string[]): ValueSource =>
  async (_folder, lists) =>
    choose(await lists());

const keys: ValueSource = async (folder) => listTicketFiles(folder).map(({ key }) => key);
const people = fromLists(({ handles }) => ['me', ...handles]);
const days: ValueSource = async () => ['today', 'yesterday'];

export const VALUE_SOURCES: ReadonlyMap<string, ValueSource> = new Map<string, ValueSource>([
  ['key', keys],
  ['person', people],
  ['author', people],
  ['status', fromLists(({ statuses }) => statuses)],
  ['type', fromLists(({ types }) => types)],
  ['priority', fromLists(({ priorities }) => priorities)],
  ['component', fromLists(({ components }) => components)],
  ['fields', async (_folder, lists, typed) => withBeginning(typed, fieldNames(await lists()))],
  ['condition', fromLists((lists) => fieldNames(lists).map((name) => `${name}=`))],
  ['field', fromLists((lists) => [...fieldNames(lists), ...BESIDE_THE_FRONT_MATTER])],
  ['project', fromLists(({ project }) => [project])],
  [
    'name=value',
    fromLists((lists) =>
      fieldNames(lists)
        .filter(isGiven)
        .map((name) => `${name}=`),
    ),
  ],
  ['when', async () => ['yesterday', 'today']],
  ['day', days],
]);

/** What else of a ticket has a name of its own. */
const BESIDE_THE_FRONT_MATTER = BUILT_IN_FIELDS.filter(({ place }) => place !== 'front-matter').map(({ name }) => name);

/** What a new ticket may be given. */
function isGiven(name: string): boolean {
  const builtIn = BUILT_IN_FIELDS.find((field) => field.name === name);
  return name !== 'key' && (builtIn === undefined || builtIn.via === 'edit');
}

function fieldNames({ customFields }: CloneLists): readonly string[] {
  const builtIn = BUILT_IN_FIELDS.filter(({ place }) => place === 'front-matter').map(({ name }) => name);
  return [...new Set(['key', ...builtIn, ...customFields])];
}

/** Of `status,-upd` the last name is completed, and what stands before it stays. */
function withBeginning(typed: string, names: readonly string[]): readonly string[] {
  const beginning = /^(?:.*,)?-?/s.exec(typed)?.[0] ?? '';
  return names.map((name) => `${beginning}${name}`);
}
