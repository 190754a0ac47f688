import { ticketName } from '../../model/ticket-key.ts';
import type { TicketBase } from '../../snapshot/base.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import { likeness, otherBirth, type Portrait, sameBirth } from './likeness.ts';

/**
 * A ticket whose own file is not there. `blob` is the file as last agreed; null where it was removed for good before.
 * `made` is the file that it was made of.
 */
export type MissingFile = {
  readonly key: string;
  readonly blob: Oid | null;
  readonly made: TicketBase['made'] | null;
  readonly portrait: Portrait;
};

/** A file that is no known ticket's. Without a portrait where it cannot be read. */
export type StrangeFile = { readonly path: string; readonly blob: Oid; readonly portrait: Portrait | null };

/** With the same birth a file may be rewritten, but not be about something else altogether. */
const LEAST_WITH_BIRTH = 0.2;
const LEAST_BY_WORDS = 0.8;
const LEAST_BY_ORIGIN = 0.5;
/** Two files of a few words are alike by chance. */
const FEWEST_WORDS = 8;
/** Of thousands of files that all lost their front matter and their names at once, each with each is too much. */
const MOST_PAIRS = 40_000;

type Pair = { readonly ticket: MissingFile; readonly stranger: StrangeFile; readonly score: number };

/**
 * Which strange file is the file of which missing ticket, by path. The surest pairs first: the same content, the very file
 * that the ticket was made of, the same name in other capitals, the same birth, great likeness of the words. A file that
 * says another birth is another ticket.
 */
export function findRenames(
  missing: readonly MissingFile[],
  strangers: readonly StrangeFile[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const take = (pairs: readonly Pair[]) => {
    for (const { ticket, stranger } of [...pairs].sort(surestFirst)) {
      if (found.has(stranger.path) || taken.has(ticket.key)) continue;
      found.set(stranger.path, ticket.key);
      taken.add(ticket.key);
    }
  };
  const left = () =>
    [missing.filter(({ key }) => !taken.has(key)), strangers.filter(({ path }) => !found.has(path))] as const;
  const removed = missing.filter(({ blob }) => blob !== null);
  const takeSure = (ofTicket: (ticket: MissingFile) => string | null, ofFile: (file: StrangeFile) => string | null) =>
    take(alike(removed, strangers, ofTicket, ofFile, () => 1));
  takeSure(
    ({ blob }) => blob,
    ({ blob }) => blob,
  );
  takeSure(
    ({ made }) => (made ? `${made.content} ${made.path}` : null),
    ({ blob, path }) => `${blob} ${path}`,
  );
  takeSure(
    ({ key }) => key,
    ({ path }) => ticketName(path)?.toUpperCase() ?? null,
  );
  take(
    alike(
      ...left(),
      ({ portrait }) => birthOf(portrait),
      ({ portrait }) => birthOf(portrait),
      scoreWithBirth,
    ),
  );
  const [tickets, files] = left();
  const some = tickets.filter(({ blob }) => blob !== null);
  if (some.length * files.length <= MOST_PAIRS)
    take(
      alike(
        some,
        files,
        () => '',
        () => '',
        scoreByWords,
      ),
    );
  return found;
}

/** The pairs that have something in common and score above nothing. */
function alike(
  missing: readonly MissingFile[],
  strangers: readonly StrangeFile[],
  ofTicket: (ticket: MissingFile) => string | null,
  ofFile: (file: StrangeFile) => string | null,
  score: (ticket: MissingFile, stranger: StrangeFile) => number,
): readonly Pair[] {
  const tickets = new Map<string, MissingFile[]>();
  for (const ticket of missing) {
    const common = ofTicket(ticket);
    if (common !== null) tickets.set(common, [...(tickets.get(common) ?? []), ticket]);
  }
  return strangers
    .flatMap((stranger) => {
      const others = tickets.get(ofFile(stranger) ?? '\n') ?? [];
      return others.map((ticket) => ({ ticket, stranger, score: score(ticket, stranger) }));
    })
    .filter((pair) => pair.score > 0);
}

function birthOf(portrait: Portrait | null): string | null {
  return portrait === null || portrait.created === null ? null : `${portrait.created} ${portrait.reporter}`;
}

function scoreWithBirth(ticket: MissingFile, { portrait }: StrangeFile): number {
  if (portrait === null || !sameBirth(portrait, ticket.portrait)) return 0;
  const words = likeness(portrait, ticket.portrait);
  return words >= LEAST_WITH_BIRTH ? words : 0;
}

function scoreByWords(ticket: MissingFile, { portrait, path }: StrangeFile): number {
  if (portrait === null || otherBirth(portrait, ticket.portrait)) return 0;
  const words = likeness(portrait, ticket.portrait);
  // A branch that is forced back has a file as it was before it got its ticket's name, however little it says.
  if (words === 1) return words;
  // Under the name of the very file that the ticket was made of, somebody goes on with it.
  if (ticket.made?.path === path) return words >= LEAST_BY_ORIGIN ? words : 0;
  if (Math.min(portrait.size, ticket.portrait.size) < FEWEST_WORDS) return 0;
  return words >= LEAST_BY_WORDS ? words : 0;
}

function surestFirst(a: Pair, b: Pair): number {
  return b.score - a.score || compare(a.ticket.key, b.ticket.key) || compare(a.stranger.path, b.stranger.path);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
