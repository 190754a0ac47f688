import { renderDuration } from '../../model/duration.ts';
import type { Field } from '../../model/field.ts';
import type { People } from '../../model/people.ts';
import { toHeaderTime } from '../../model/timestamp.ts';
import type { Value } from '../../model/value.ts';

/** A value as people read it: `1.5h`, `2026-02-13 09:15`, `Anna Berg (anna)`; '' where it is empty. */
export function valueText({ kind }: Pick<Field, 'kind'>, value: Value | undefined, people: People): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object')
    return value.map((member) => valueText({ kind: memberKind(kind) }, member, people)).join(', ');
  if (kind === 'duration') return renderDuration(Number(value));
  if (kind === 'datetime') return minuteOf(String(value));
  return kind === 'user' ? personText(String(value), people) : String(value);
}

/** `Anna Berg (anna)`; the handle alone where no name is known. */
export function personText(handle: string, people: People): string {
  const name = people.byHandle.get(handle)?.displayName ?? null;
  return name === null || name === handle ? handle : `${name} (${handle})`;
}

/** `2026-02-13 09:15`, in UTC. */
export function minuteOf(time: string): string {
  return toHeaderTime(time).slice(0, 16);
}

function memberKind(kind: Field['kind']): Field['kind'] {
  return kind === 'multi-user' ? 'user' : 'string';
}
