import { formatTimestamp } from '../text/zoned-time.ts';
import type { View } from './view.ts';

/** Timestamps are written in the zone of the site, not of the caller. */
export function renderTime(ms: number, view: View): string {
  return formatTimestamp(ms, view.world.settings.siteZone);
}

export function renderOptionalTime(ms: number | null, view: View): string | null {
  return ms === null ? null : renderTime(ms, view);
}
