import { canonicalSet } from './canonical.ts';
import type { Field } from './field.ts';
import type { Value, Values } from './value.ts';

/** The lists of Jira whose entries tickets name. An entry keeps its id when it gets another name. */
export const CATALOGUES = ['component', 'priority', 'resolution', 'status', 'type', 'version'] as const;
export type Catalogue = (typeof CATALOGUES)[number];

/**
 * What an entry is called, and what it was called before, the latest last. One that had its present name before went to
 * and fro, as where the nodes of a Jira do not agree: then nothing is made of its names.
 */
export type NamedEntry = { readonly now: string; readonly before: readonly string[] };
/** What is known of the names of a project, by Jira's ids. */
export type Names = Readonly<Partial<Record<Catalogue, Readonly<Record<string, NamedEntry>>>>>;

/** Former names that mean one entry still, with what that is called now. */
export type PresentNames = Readonly<Partial<Record<Catalogue, ReadonlyMap<string, string>>>>;

/** A name that somebody wrote, and the one that it stands for. */
export type Renaming = { readonly catalogue: Catalogue; readonly from: string; readonly to: string };

type NamedField = Pick<Field, 'name' | 'jira'>;

const CATALOGUE_OF: Readonly<Record<string, Catalogue>> = {
  components: 'component',
  fixVersions: 'version',
  versions: 'version',
  issuetype: 'type',
  priority: 'priority',
  resolution: 'resolution',
  status: 'status',
};

/** The list that the values of a field come from, by Jira's id of the field; null where they come from none. */
export function catalogueOf({ jira }: Pick<Field, 'jira'>): Catalogue | null {
  return jira !== null && Object.hasOwn(CATALOGUE_OF, jira) ? (CATALOGUE_OF[jira] ?? null) : null;
}

/** True where the entry had its present name before. */
export function isUnsteady({ now, before }: NamedEntry): boolean {
  return before.includes(now);
}

/** A former name means the entry that had it, unless another entry has it now, or two had it. */
export function presentNames(names: Names): PresentNames {
  return Object.fromEntries(
    CATALOGUES.map((catalogue) => {
      const entries = Object.values(names[catalogue] ?? {});
      const taken = new Set(entries.map(({ now }) => now));
      const steady = entries.filter((entry) => !isUnsteady(entry));
      const former = steady.flatMap(({ now, before }) => before.map((name) => [name, now] as const));
      const isPlain = (name: string) => !taken.has(name) && former.filter(([each]) => each === name).length === 1;
      return [catalogue, new Map(former.filter(([name]) => isPlain(name)))];
    }),
  );
}

/** The value with each former name as what it means now; the value itself where it has none. */
export function inPresentNames(value: Value, field: Pick<Field, 'jira'>, names: PresentNames): Value {
  const present = presentOf(field, names);
  if (present === null) return value;
  if (typeof value === 'string') return present.get(value) ?? value;
  if (!Array.isArray(value) || !value.some((member) => present.has(member))) return value;
  return canonicalSet(value.map((member: string) => present.get(member) ?? member));
}

/** The values of a ticket in present names; the values themselves where no former name is among them. */
export function allInPresentNames(values: Values, fields: readonly NamedField[], names: PresentNames): Values {
  const renamed = fields.flatMap((field) => {
    const value = values[field.name];
    if (value === undefined) return [];
    const present = inPresentNames(value, field, names);
    return present === value ? [] : [[field.name, present] as const];
  });
  return renamed.length === 0 ? values : { ...values, ...Object.fromEntries(renamed) };
}

/** The former names in a value, with what they mean now. */
export function renamingsIn(value: Value, field: Pick<Field, 'jira'>, names: PresentNames): readonly Renaming[] {
  const catalogue = catalogueOf(field);
  const present = presentOf(field, names);
  if (catalogue === null || present === null) return [];
  const said = Array.isArray(value) ? value : [value];
  return said.flatMap((from) => {
    const to = typeof from === 'string' ? present.get(from) : undefined;
    return typeof from === 'string' && to !== undefined ? [{ catalogue, from, to }] : [];
  });
}

/** As people are told it: `component "API" is called "Backend" in Jira now`. */
export function describeRenaming({ catalogue, from, to }: Renaming): string {
  return `${catalogue} ${JSON.stringify(from)} is called ${JSON.stringify(to)} in Jira now`;
}

function presentOf(field: Pick<Field, 'jira'>, names: PresentNames): ReadonlyMap<string, string> | null {
  const catalogue = catalogueOf(field);
  const present = catalogue === null ? undefined : names[catalogue];
  return present === undefined || present.size === 0 ? null : present;
}
