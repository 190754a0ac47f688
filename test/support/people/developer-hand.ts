import type { TicketFormat } from '../../../src/model/ticket.ts';
import { editTicketFile, readTicketFile, renderTicketFile } from '../../../src/model/ticket-file.ts';
import { editWorklogFile } from '../../../src/model/worklog-file.ts';
import type { TreeEdit } from '../../../src/snapshot/object-store.ts';
import type { Hand, Kind } from './people.ts';

/** Where a developer works. */
export type Workplace = {
  readonly format: TicketFormat;
  /** Their handle. */
  readonly me: string;
  /** Puts on the branch what `edits` makes of what is there; made anew when somebody else was first. '' reads what is missing. */
  push(edits: (read: (path: string) => Promise<string>) => Promise<readonly TreeEdit[]>): Promise<void>;
};

const SHEET = 'worklogs/2026-02.jsonl';
const STARTED = '2026-02-04T09:00:00Z';

/** A developer who edits ticket files and time sheets, and pushes each edit. */
export function developerHand(place: Workplace): Hand {
  return async (kind, key, word) => {
    const path = pathFor(kind, key, word);
    await place.push(async (read) => [
      { kind: 'put', path, content: contentOf(place, kind, key, word, await read(path)) },
    ]);
  };
}

function pathFor(kind: Kind, key: string, word: string): string {
  if (kind === 'worklog') return SHEET;
  return kind === 'ticket' ? `issues/an idea ${word}.md` : `issues/${key}.md`;
}

function contentOf(place: Workplace, kind: Kind, key: string, word: string, source: string): string | Uint8Array {
  const { format, me } = place;
  if (kind === 'worklog') {
    const line = { id: null, issue: key, author: me, seconds: 600, started: STARTED, comment: `Did ${word}` };
    return editWorklogFile(source, { add: [line], replace: [], remove: [] }, format);
  }
  if (kind === 'ticket') {
    return renderTicketFile({ values: { title: `Ticket ${word}` }, texts: {}, comments: [] }, format);
  }
  return editedTicket(place, kind, word, source);
}

function editedTicket({ format, me }: Workplace, kind: Kind, word: string, source: string): string {
  const reading = readTicketFile(new TextEncoder().encode(source), format);
  if (reading.kind === 'broken') throw new Error(`line ${reading.line}: ${reading.reason}`);
  const { values, comments } = reading.doc;
  const none = { values: {}, texts: {}, comments: null };
  if (kind === 'title') return editTicketFile(source, { ...none, values: { title: `Title ${word}` } }, format);
  if (kind === 'label') {
    const labels = [...((values.labels ?? []) as readonly string[]), word].sort();
    return editTicketFile(source, { ...none, values: { labels } }, format);
  }
  const slots = comments.map((comment, from) => ({ from, comment }));
  const said = { from: null, comment: { author: me, at: null, body: `Said ${word}` } };
  return editTicketFile(source, { ...none, comments: [...slots, said] }, format);
}
