import { sameValue } from '../../model/canonical.ts';
import { keyOfRecord, RECORD_FOLDER } from '../../model/conflict-record.ts';
import { keyAfter, linesAfter, nameAfter, type RenamedProject, valueAfter } from '../../model/renamed-project.ts';
import type { TicketFormat } from '../../model/ticket.ts';
import { editTicketFile, readTicketFile } from '../../model/ticket-file.ts';
import { ticketName } from '../../model/ticket-key.ts';
import type { Value, Values } from '../../model/value.ts';
import type { Oid, TreeEdit, TreeEntry } from '../../snapshot/object-store.ts';
import type { Parts } from '../parts.ts';

const FOLDERS = ['issues', 'worklogs', '.tract/queue', RECORD_FOLDER] as const;
const READ_TOGETHER = 500;

/**
 * What of the branch names tickets of a project by its former key: names of files, fields that refer to tickets, time
 * sheets, the queue and records of conflicts. Descriptions and comments stay as people wrote them, as they do in Jira.
 * `paths` narrows it to these files; null is everywhere. A file whose new name is taken stays, for a person.
 */
export async function projectEdits(
  parts: Pick<Parts, 'store' | 'project'>,
  tip: Oid,
  renamed: RenamedProject,
  paths: readonly string[] | null = null,
): Promise<readonly TreeEdit[]> {
  const { store, project } = parts;
  const entries = await entriesOf(store, tip, paths);
  const taken = await store.lookUp(
    tip,
    entries.map(({ path }) => nameAfter(path, renamed)),
  );
  const edits: TreeEdit[] = [];
  for (let from = 0; from < entries.length; from += READ_TOGETHER) {
    const some = entries.slice(from, from + READ_TOGETHER);
    const contents = await store.readBlobs(some.map(({ oid }) => oid));
    for (const [index, { path }] of some.entries()) {
      const bytes = contents[index];
      const to = nameAfter(path, renamed);
      if (!bytes || (to !== path && taken.has(to))) continue;
      edits.push(...editsOf(path, to, bytes, renamed, project.format()));
    }
  }
  return edits;
}

async function entriesOf(
  store: Parts['store'],
  tip: Oid,
  paths: readonly string[] | null,
): Promise<readonly TreeEntry[]> {
  const searched = paths?.filter((path) => FOLDERS.some((folder) => path.startsWith(`${folder}/`)));
  const listed =
    searched === undefined
      ? (await Promise.all(FOLDERS.map((folder) => store.listTree(tip, folder)))).flat()
      : [...(await store.lookUp(tip, searched)).values()];
  return listed.filter(({ mode }) => mode.startsWith('100'));
}

function editsOf(
  path: string,
  to: string,
  bytes: Uint8Array,
  renamed: RenamedProject,
  format: TicketFormat,
): readonly TreeEdit[] {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const content = text.includes(`${renamed.from}-`) ? contentAfter(path, bytes, text, renamed, format) : text;
  if (to === path && content === text) return [];
  // Bytes that are no text are carried over as they are.
  const put = { kind: 'put', path: to, content: content === text ? bytes : content } as const;
  return to === path ? [put] : [put, { kind: 'remove', path }];
}

function contentAfter(
  path: string,
  bytes: Uint8Array,
  text: string,
  renamed: RenamedProject,
  format: TicketFormat,
): string {
  if (ticketName(path) !== null) return ticketAfter(bytes, text, renamed, format);
  const key = keyOfRecord(path);
  const now = key === null ? null : keyAfter(key, renamed);
  if (path.startsWith(`${RECORD_FOLDER}/`))
    return now === null ? text : text.replace(`issue: ${key}\n`, `issue: ${now}\n`);
  return linesAfter(text, renamed);
}

function ticketAfter(bytes: Uint8Array, text: string, renamed: RenamedProject, format: TicketFormat): string {
  const reading = readTicketFile(bytes, format);
  if (reading.kind === 'broken') return text;
  const values = referencesAfter(reading.doc.values, renamed, format);
  if (Object.keys(values).length === 0) return text;
  return editTicketFile(text, { values, texts: {}, comments: null }, format);
}

/** The values that refer to tickets of the project by its former key, under its present one. */
export function referencesAfter(values: Values, renamed: RenamedProject, { fields }: TicketFormat): Values {
  const named = fields.filter(({ kind }) => kind === 'key' || kind === 'links');
  return Object.fromEntries(
    named.flatMap(({ name }): readonly (readonly [string, Value])[] => {
      const value = values[name] ?? null;
      const after = valueAfter(value, renamed);
      return sameValue(value, after) ? [] : [[name, after]];
    }),
  );
}
