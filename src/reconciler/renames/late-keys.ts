import { isTicketKey, projectOf, ticketName } from '../../model/ticket-key.ts';
import type { Oid, TreeEdit } from '../../snapshot/object-store.ts';
import { MARKER } from '../commit-message.ts';
import type { Parts } from '../parts.ts';
import { projectEdits } from './project-edits.ts';

/** What a commit comes to that puts present keys in the place of former ones: its edits, and what is to be looked at again. */
export type Late = { readonly edits: readonly TreeEdit[]; readonly refs: readonly string[]; readonly message: string };

/**
 * What a clone from before the project was renamed brings: in the files of its push, former keys become the present ones.
 * A file whose present name is taken stays: it may be an edit of that one, or an older form of it, and nobody can tell.
 */
export async function lateKeys(parts: Parts, tip: Oid, touched: readonly string[]): Promise<Late | null> {
  const { formerKeys } = parts.snapshot.meta;
  for (const from of formerKeys) {
    const to = parts.project.key();
    const edits = await projectEdits(parts, tip, { from, to }, touched);
    if (edits.length === 0) continue;
    const refs = edits.flatMap((edit) => (edit.kind === 'put' ? refsOf(edit, to) : []));
    return {
      edits,
      refs: [...new Set(refs)],
      message: `${MARKER} Renamed what a push still named after ${from} to ${to}`,
    };
  }
  return null;
}

const ISSUE_MEMBER = /"issue"[ \t]{0,20}:[ \t]{0,20}"([^"]{1,120})"/g;

function refsOf({ path, content }: Extract<TreeEdit, { kind: 'put' }>, project: string): readonly string[] {
  const name = ticketName(path);
  if (name !== null) return [isTicketKey(name) ? name : path];
  if (typeof content !== 'string') return [];
  const keys = [...content.matchAll(ISSUE_MEMBER)].map(([, key = '']) => key);
  return keys.filter((key) => isTicketKey(key) && projectOf(key) === project);
}
