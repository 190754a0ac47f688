/** A number that was measured, and what it should be; a figure without a goal is told for comparison. */
export type Figure = { readonly value: number; readonly unit: '%' | 'ms' | ''; readonly goal: Goal | null };

export type Goal = { readonly kind: 'at least' | 'at most'; readonly value: number };

export type Table = {
  readonly title: string;
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | Figure)[])[];
  /** What `--verbose` lists: a place and what was seen there. */
  readonly findings: readonly string[];
};

export function atLeast(value: number): Goal {
  return { kind: 'at least', value };
}

export function atMost(value: number): Goal {
  return { kind: 'at most', value };
}

export function count(value: number, goal: Goal | null = null): Figure {
  return { value, unit: '', goal };
}

/** A share in percent; of nothing, all is well: null. */
export function share(part: number, whole: number, goal: Goal | null = null): Figure | string {
  return whole === 0 ? 'none' : { value: (100 * part) / whole, unit: '%', goal };
}

export function isMissed({ value, goal }: Figure): boolean {
  if (goal === null) return false;
  return goal.kind === 'at least' ? value < goal.value : value > goal.value;
}

/** The figures of these tables that missed their goals. */
export function missedFigures(tables: readonly Table[]): readonly Figure[] {
  const cells = tables.flatMap(({ rows }) => rows.flat());
  return cells.filter((cell): cell is Figure => typeof cell !== 'string' && isMissed(cell));
}
