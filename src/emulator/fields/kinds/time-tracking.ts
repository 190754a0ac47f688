import { formatDuration, parseDuration } from '../../text/duration.ts';
import type { Estimates } from '../../world/issue-values.ts';
import { type FieldContext, type FieldKind, FieldProblem, isRecord } from '../field-kind.ts';

const nothing: Estimates = { originalSeconds: null, remainingSeconds: null };

/** Estimates. `set` and `edit` both keep what is not named; the time spent is no part of it. */
export const timeTrackingKind: FieldKind<Estimates> = {
  operations: ['set', 'edit'],
  empty: {},
  read: (wire, context) => merged(nothing, wire, context),
  edit: (value, wire, context) => merged(value ?? nothing, wire, context),
  render(value, view) {
    const { settings } = view.world;
    const show = (name: string, seconds: number | null) =>
      seconds === null ? {} : { [name]: formatDuration(seconds, settings), [`${name}Seconds`]: seconds };
    return { ...show('originalEstimate', value.originalSeconds), ...show('remainingEstimate', value.remainingSeconds) };
  },
  describe: () => ({ id: null, text: null }),
};

/** A first original estimate is the remaining one too. */
function merged(before: Estimates, wire: unknown, context: FieldContext): Estimates | null {
  if (wire === null) return null;
  if (!isRecord(wire)) throw new FieldProblem('Time Tracking must be an object');
  const original = estimate(wire.originalEstimate, context) ?? before.originalSeconds;
  const remaining = estimate(wire.remainingEstimate, context) ?? before.remainingSeconds ?? original;
  if (original === null && remaining === null) return null;
  return { originalSeconds: original, remainingSeconds: remaining };
}

function estimate(wire: unknown, { world }: FieldContext): number | null {
  if (wire === undefined || wire === null || wire === '') return null;
  const seconds = parseDuration(String(wire), world.settings);
  if (seconds === null) throw new FieldProblem(`'${String(wire)}' is not a valid estimate`);
  return seconds;
}
