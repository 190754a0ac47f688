import { isTicketKey } from '../model/ticket-key.ts';
import type { IndexEntry } from './index-entry.ts';
import { listOf, mapOf, matching, number, object, orAbsent, parseShape, text, truth } from './shape.ts';

export const INDEX_FOLDER = 'index';

const NO_WORKLOGS: readonly string[] = [];
const NONE_KEPT: readonly string[] = [];
const NONE_REWOUND: readonly string[] = [];
const ALL_SEEN: IndexEntry['unseen'] = {};
const NAME = /^[0-9a-f]{2}$/;

const ENTRY = object({
  id: text,
  key: matching(isTicketKey),
  updated: text,
  blob: orAbsent(text),
  pending: orAbsent(truth),
  missingSinceMs: orAbsent(number),
  worklogs: orAbsent(listOf(text)),
  unseen: orAbsent(mapOf(number)),
  kept: orAbsent(listOf(text)),
  rewound: orAbsent(listOf(text)),
});

/** The shard that an entry belongs to, `00` to `ff`: FNV-1a of its id, folded to a byte. */
export function shardOf(id: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return ((hash ^ (hash >>> 8) ^ (hash >>> 16) ^ (hash >>> 24)) & 0xff).toString(16).padStart(2, '0');
}

export function shardPath(shard: string): string {
  return `${INDEX_FOLDER}/${shard}`;
}

export function isShardName(name: string): boolean {
  return NAME.test(name);
}

/** One line per entry, sorted by id. Members that say nothing are left out. */
export function encodeShard(entries: Iterable<IndexEntry>): string {
  const sorted = [...entries].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return sorted.map((entry) => `${encodeEntry(entry)}\n`).join('');
}

/** Equal entries give equal text. */
export function encodeEntry(entry: IndexEntry): string {
  const { id, key, updated, blob, pending, missingSinceMs, worklogs, unseen, kept, rewound } = entry;
  return JSON.stringify({
    id,
    key,
    updated,
    ...(blob === null ? {} : { blob }),
    ...(pending ? { pending } : {}),
    ...(missingSinceMs === null ? {} : { missingSinceMs }),
    ...(worklogs.length === 0 ? {} : { worklogs }),
    ...(Object.keys(unseen).length === 0 ? {} : { unseen: sorted(unseen) }),
    ...(kept.length === 0 ? {} : { kept }),
    ...(rewound.length === 0 ? {} : { rewound }),
  });
}

function sorted(unseen: IndexEntry['unseen']): IndexEntry['unseen'] {
  return Object.fromEntries(Object.entries(unseen).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The entries of a shard; `place` is for the Damage where it is none. */
export function decodeShard(content: string, place: string): IndexEntry[] {
  const lines = content.split('\n').filter((line) => line !== '');
  return lines.map((line, index) => decodeEntry(line, `${place}, line ${index + 1}`));
}

function decodeEntry(line: string, place: string): IndexEntry {
  const found = parseShape<Partial<IndexEntry> & Pick<IndexEntry, 'id' | 'key' | 'updated'>>(line, ENTRY, place);
  return {
    id: found.id,
    key: found.key,
    updated: found.updated,
    blob: found.blob ?? null,
    pending: found.pending ?? false,
    missingSinceMs: found.missingSinceMs ?? null,
    worklogs: found.worklogs ?? NO_WORKLOGS,
    unseen: found.unseen ?? ALL_SEEN,
    kept: found.kept ?? NONE_KEPT,
    rewound: found.rewound ?? NONE_REWOUND,
  };
}
