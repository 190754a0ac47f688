/** A file that becomes a ticket. `key` is its temporary key, null for a file that nobody can refer to. */
export type Birth = {
  readonly ref: string;
  readonly key: string | null;
  /** The temporary keys that it mentions anywhere, and those among them that its fields name, such as its parent. */
  readonly mentions: ReadonlySet<string>;
  readonly named: ReadonlySet<string>;
};

export type Wave = {
  /** These can be created now. */
  readonly ready: readonly Birth[];
  /** These wait for a ticket that is not created, each for the reason given. */
  readonly blocked: readonly { readonly birth: Birth; readonly reason: string }[];
  readonly later: readonly Birth[];
};

/**
 * Which of these files are created next: what others need comes first, in the order given otherwise. `missing` are
 * temporary keys without a ticket and why; what mentions one, or something that does, is blocked. Files that mention
 * each other in a circle go together, those first whose fields name none of the others.
 */
export function nextWave(births: readonly Birth[], missing: ReadonlyMap<string, string>): Wave {
  const reasons = blockedReasons(births, missing);
  const blocked = births.flatMap((birth) => {
    const reason = reasons.get(birth);
    return reason === undefined ? [] : [{ birth, reason }];
  });
  const free = births.filter((birth) => !reasons.has(birth));
  const keys = new Set(free.flatMap(({ key }) => key ?? []));
  const waitsFor = (of: ReadonlySet<string>) => [...of].some((key) => keys.has(key));
  const independent = free.filter(({ mentions }) => !waitsFor(mentions));
  const circular = independent.length > 0 ? [] : circle(free);
  const orphans = circular.filter(({ named }) => !waitsFor(named));
  const ready = independent.length > 0 ? independent : orphans.length > 0 ? orphans : circular;
  return { ready, blocked, later: free.filter((birth) => !ready.includes(birth)) };
}

function blockedReasons(births: readonly Birth[], missing: ReadonlyMap<string, string>): ReadonlyMap<Birth, string> {
  const reasons = new Map<Birth, string>();
  const unborn = new Map(missing);
  for (let found = true; found; ) {
    found = false;
    for (const birth of births) {
      const key = [...birth.mentions].find((mention) => unborn.has(mention));
      if (reasons.has(birth) || key === undefined) continue;
      reasons.set(birth, `waits for ${key}: ${unborn.get(key)}`);
      if (birth.key !== null) unborn.set(birth.key, `waits for ${key}`);
      found = true;
    }
  }
  return reasons;
}

/** Those that are in a circle, or in one further down: each of them is reached from itself. All, where that says nothing. */
function circle(births: readonly Birth[]): readonly Birth[] {
  const byKey = new Map(births.flatMap((birth) => (birth.key === null ? [] : [[birth.key, birth] as const])));
  const inCircle = births.filter(({ key, mentions }) => {
    const seen = new Set<string>();
    const open = [...mentions];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(byKey.get(next)?.mentions ?? []));
    }
    return key !== null && seen.has(key);
  });
  return inCircle;
}
