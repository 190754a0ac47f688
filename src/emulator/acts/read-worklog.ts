import { readText } from '../fields/kinds/text.ts';
import { fieldRefusal, type JiraError, refusal } from '../jira-error.ts';
import { parseDuration } from '../text/duration.ts';
import type { RichText } from '../text/rich-text.ts';
import { parseTimestamp } from '../text/zoned-time.ts';
import type { World } from '../world/world.ts';
import { inField } from './comments.ts';

type Wire = Readonly<Record<string, unknown>>;

/** How a worklog changes the remaining estimate. */
export type Adjustment =
  | { readonly kind: 'auto' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'new'; readonly estimate: string }
  | { readonly kind: 'manual'; readonly by: string };

/** From the query: `adjustEstimate` with `newEstimate`, `reduceBy` (adding) or `increaseBy` (deleting). */
export function readAdjustment(query: URLSearchParams, by: 'reduceBy' | 'increaseBy'): Adjustment {
  const kind = query.get('adjustEstimate') ?? 'auto';
  if (kind === 'auto' || kind === 'leave') return { kind };
  if (kind === 'new') return { kind, estimate: required(query, 'newEstimate') };
  if (kind === 'manual') return { kind, by: required(query, by) };
  throw refusal(400, `'${kind}' is not a valid adjustEstimate value.`);
}

function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === '') throw fieldRefusal({ [name]: `You must supply a valid ${name} value.` });
  return value;
}

/** `timeSpent` or `timeSpentSeconds`, never both; null when neither is given. Kept to the minute. */
export function readSeconds(world: World, wire: Wire): number | null {
  const { timeSpent, timeSpentSeconds } = wire;
  if (timeSpent !== undefined && timeSpentSeconds !== undefined) {
    throw fieldRefusal({ timeSpentSeconds: 'Cannot be provided if timeSpent is provided.' });
  }
  if (timeSpent === undefined && timeSpentSeconds === undefined) return null;
  const seconds =
    typeof timeSpentSeconds === 'number' ? timeSpentSeconds : parseDuration(String(timeSpent), world.settings);
  if (seconds === null || !Number.isFinite(seconds) || seconds < 60) throw invalidDuration();
  return Math.floor(seconds / 60) * 60;
}

export function invalidDuration(): JiraError {
  return fieldRefusal({ timeLogged: 'Invalid time duration entered.' }, ['Worklog must not be null.']);
}

/** Only `yyyy-MM-dd'T'HH:mm:ss.SSSZ`; older servers break on anything else. null when not given. */
export function readStarted(world: World, wire: unknown): number | null {
  if (wire === undefined || wire === null) return null;
  const ms = typeof wire === 'string' ? parseTimestamp(wire) : null;
  if (ms !== null) return ms;
  switch (world.settings.worklogDateMode) {
    case 'default-now':
      return null;
    case 'crash':
      throw refusal(500, 'Internal server error');
    case 'strict':
      throw fieldRefusal({
        started: `Invalid date format. Please enter the date in the format "yyyy-MM-dd'T'HH:mm:ss.SSSZ".`,
      });
  }
}

export function readWorklogComment(world: World, wire: unknown, api: '2' | '3'): RichText | null {
  return inField('comment', () => readText(wire ?? null, world, api));
}

export function requireTimeTracking(world: World): void {
  if (!world.settings.timeTracking) throw refusal(404, 'Time Tracking is not enabled');
}
