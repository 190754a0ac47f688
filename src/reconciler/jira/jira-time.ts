import { msOfTime, parseTime } from '../../model/timestamp.ts';
import { text } from './raw.ts';

/** A time as Jira writes it (`2026-02-14T09:00:00.000+0000`, any offset) → `YYYY-MM-DDTHH:MM:SSZ`; null for anything else. */
export function canonicalTime(time: unknown): string | null {
  return parseTime(text(time) ?? '');
}

/** The same in epoch ms, to the second. */
export function msOfJiraTime(time: unknown): number | null {
  const canonical = canonicalTime(time);
  return canonical === null ? null : msOfTime(canonical);
}

/** `YYYY-MM-DDTHH:MM:SSZ` → the only form in which every Jira takes a time: `2026-02-14T09:00:00.000+0000`. */
export function toJiraTime(canonical: string): string {
  return canonical.replace(/Z$/, '.000+0000');
}
