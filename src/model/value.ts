/**
 * A field's canonical value, the same on both sides.
 * `null` is empty. A list is a set (sorted, no repetition) for set kinds, an ordered path for `cascading`.
 * Durations are whole seconds, dates `YYYY-MM-DD`, times `YYYY-MM-DDTHH:MM:SSZ`, people handles, links `phrase KEY`.
 */
export type Value = null | string | number | readonly string[];

/** Values by field name. A missing name means: this side does not speak of the field. */
export type Values = Readonly<Record<string, Value>>;
