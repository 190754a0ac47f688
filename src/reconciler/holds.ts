import { fingerprint } from '../model/fingerprint.ts';
import type { Hold, TicketBase } from '../snapshot/base.ts';

export type HoldInput = {
  readonly field: string;
  readonly kind: Hold['kind'];
  readonly reason: string;
  readonly git: unknown;
  readonly jira: unknown;
};

/** Makes a hold, or returns the one that already stands for the same values, so that its date stays. */
export function holdOf(base: TicketBase | null, input: HoldInput, now: string): Hold {
  const hold: Hold = {
    field: input.field,
    kind: input.kind,
    reason: input.reason,
    git: fingerprint(input.git),
    jira: fingerprint(input.jira),
    since: now,
    origins: null,
  };
  const standing = base?.holds.find((other) => standsFor(other, hold));
  if (standing === undefined) return hold;
  return standing.reason === hold.reason ? standing : { ...hold, origins: standing.origins };
}

/** What Jira refused stays refused while neither side's value changed; asking again would only repeat the refusal. */
export function standingRefusal(base: TicketBase | null, field: string, git: unknown, jira: unknown): Hold | null {
  const refused = base?.holds.filter((hold) => hold.field === field && hold.kind === 'refused') ?? [];
  // Asked of every field of every ticket, of which next to none was refused: prints are not for nothing.
  if (refused.length === 0) return null;
  const asked = { field, kind: 'refused' as const, git: fingerprint(git), jira: fingerprint(jira) };
  return refused.find((hold) => standsFor(hold, asked)) ?? null;
}

function standsFor(hold: Hold, other: Pick<Hold, 'field' | 'kind' | 'git' | 'jira'>): boolean {
  return hold.field === other.field && hold.kind === other.kind && hold.git === other.git && hold.jira === other.jira;
}
