import { readProfileZone } from './profile-zone.ts';
import { NAME_SOURCES } from './read-names.ts';
import type { Session } from './session.ts';

/** What changes seldom and without a sign, in parts of two requests at most. */
const PARTS: readonly (readonly ((session: Session) => Promise<void>)[])[] = [
  [readProfileZone],
  NAME_SOURCES.slice(0, 2),
  NAME_SOURCES.slice(2),
];

/** Asks for one part; `turn` counts through them. */
export async function askAside(session: Session, turn: number): Promise<void> {
  await Promise.all((PARTS[turn % PARTS.length] ?? []).map((ask) => ask(session)));
}
