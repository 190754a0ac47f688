import type { Oid, RefMove } from '../../../snapshot/object-store.ts';

/** What is known of refs and commits, and how refs are moved: together, and only from where they are said to be. */
export type RefAccess = {
  readonly resolve: (ref: string) => Promise<Oid | null>;
  readonly isAncestor: (older: Oid, newer: Oid) => Promise<boolean>;
  readonly update: (moves: readonly RefChange[]) => Promise<void>;
};

/** `to` is null where the ref goes. */
export type RefChange = { readonly ref: string; readonly from: Oid; readonly to: Oid | null } | RefMove;

type Standing = { readonly move: RefMove; readonly at: Oid | null; readonly stands: 'before' | 'after' | 'elsewhere' };

/** True where some of the refs have moved and others have not: git moves the files of a transaction one by one. */
export async function isCut(moves: readonly RefMove[], access: RefAccess): Promise<boolean> {
  const standings = await lookAt(moves, access);
  return standings.some(({ stands }) => stands === 'after') && standings.some(({ stands }) => stands !== 'after');
}

/**
 * Ends a transaction that was cut between two refs: the others follow, or, where somebody has moved one of them elsewhere
 * since, those that have moved go back. Then all or none of it is so, as if it had not been cut.
 */
export async function finishTransaction(moves: readonly RefMove[], access: RefAccess): Promise<void> {
  const standings = await lookAt(moves, access);
  if (!standings.some(({ stands }) => stands === 'after')) return;
  if (standings.some(({ stands }) => stands === 'elsewhere')) {
    const moved = standings.filter(({ move, at }) => at === move.to);
    await access.update(moved.map(({ move: { ref, from, to } }) => ({ ref, from: to, to: from })));
    return;
  }
  await access.update(standings.filter(({ stands }) => stands === 'before').map(({ move }) => move));
}

/** What somebody has pushed on top of a ref that had moved, has moved. */
async function lookAt(moves: readonly RefMove[], { resolve, isAncestor }: RefAccess): Promise<readonly Standing[]> {
  return Promise.all(
    moves.map(async (move): Promise<Standing> => {
      const at = await resolve(move.ref);
      if (at === move.from) return { move, at, stands: 'before' };
      const hasMoved = at === move.to || (at !== null && (await isAncestor(move.to, at)));
      return { move, at, stands: hasMoved ? 'after' : 'elsewhere' };
    }),
  );
}
