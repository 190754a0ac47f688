import type { TicketDoc, TicketFormat } from '../../../src/model/ticket.ts';
import { readTicketFile } from '../../../src/model/ticket-file.ts';
import { isTicketKey, ticketName } from '../../../src/model/ticket-key.ts';
import type { WorklogLine } from '../../../src/model/worklog.ts';
import { readWorklogFile } from '../../../src/model/worklog-file.ts';
import type { ObjectStore, Oid } from '../../../src/snapshot/object-store.ts';
import type { MemoryJira } from '../memory-jira.ts';
import { wordsIn } from './chronicle.ts';

/** The files of one commit, as a person sees them. */
export type Checkout = {
  readonly paths: () => Promise<readonly string[]>;
  readonly text: (path: string) => Promise<string | null>;
  /** Null where there is no such file, or it cannot be read as a ticket. */
  readonly doc: (path: string) => Promise<{ readonly source: string; readonly doc: TicketDoc } | null>;
  readonly worklogs: () => Promise<readonly WorklogLine[]>;
};

export function checkout(store: ObjectStore, format: TicketFormat, commit: Oid): Checkout {
  const text = async (path: string) => {
    const entry = (await store.lookUp(commit, [path])).get(path);
    const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
    return bytes ? new TextDecoder().decode(bytes) : null;
  };
  return {
    paths: async () => (await store.listTree(commit, 'issues')).map(({ path }) => path),
    text,
    doc: async (path) => {
      const source = await text(path);
      const doc = source === null ? null : readDoc(source, format);
      return source === null || doc === null ? null : { source, doc };
    },
    worklogs: async () => {
      const files = await store.listTree(commit, 'worklogs');
      const months = files.map(async ({ path }) => {
        const month = path.slice('worklogs/'.length, -'.jsonl'.length);
        return readWorklogFile(month, (await text(path)) ?? '', format).lines;
      });
      return (await Promise.all(months)).flat();
    },
  };
}

/** Everybody reads the same files again and again; a text always says the same. */
export function readDoc(source: string, format: TicketFormat): TicketDoc | null {
  const before = known.get(source);
  if (before !== undefined) return before;
  const reading = readTicketFile(new TextEncoder().encode(source), format);
  const doc = reading.kind === 'broken' ? null : reading.doc;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(source, doc);
  return doc;
}

const MOST_KNOWN = 5_000;
const known = new Map<string, TicketDoc | null>();

/** Whose file it is: the id, or the word that a file without an issue began with. */
export function homeOf(path: string, jira: MemoryJira): string {
  const name = ticketName(path) ?? path;
  return isTicketKey(name) ? (jira.byKey(name)?.id ?? name) : bornAs(name);
}

export function bornAs(name: string): string {
  return `born:${wordsIn(name)[0] ?? name}`;
}
