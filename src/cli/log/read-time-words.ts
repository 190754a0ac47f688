import { type DurationReading, parseDuration, type WorkingTime } from '../../model/duration.ts';
import { usageError } from '../cli-error.ts';
import { plain } from '../render/plain.ts';

/** What the words behind the key say: how long, as typed and in seconds, and the comment ('' for none). */
export type TimeWords = { readonly time: string; readonly seconds: number; readonly comment: string };

const PART = /^\d{1,9}(?:\.\d{1,6})?[wdhms]$/i;
const LONGEST_SECONDS = 1000 * 3600;
const DAY_SECONDS = 24 * 3600;

/**
 * Reads `1h 30m Fixed it`: the first word and every further one that is a time is the time, the others are the comment.
 * More than a day and night in hours, or more than a week of work in days, is taken for a slip unless `sure`. A CliError
 * for what is no time to log.
 */
export function readTimeWords(words: readonly string[], working: WorkingTime, sure: boolean): TimeWords {
  const further = words.slice(1).findIndex((word) => !PART.test(word));
  const count = further < 0 ? words.length : further + 1;
  const time = words.slice(0, count).join(' ').trim().toLowerCase();
  const reading = parseDuration(time, working);
  if (reading.kind === 'invalid') throw usageError(`no time to log: ${plain(reading.reason)}`);
  expectLikely(time, reading, working, sure);
  return { time, seconds: reading.seconds, comment: words.slice(count).join(' ') };
}

type Duration = Extract<DurationReading, { readonly kind: 'duration' }>;

function expectLikely(time: string, { seconds }: Duration, { secondsPerWeek }: WorkingTime, sure: boolean): void {
  if (seconds > LONGEST_SECONDS) throw usageError(`${time} is longer than 1000h, which no single entry may be`);
  const most = /[dw]/.test(time) ? Math.max(secondsPerWeek, DAY_SECONDS) : DAY_SECONDS;
  if (seconds > most && !sure) throw usageError(`${time} is a lot of time for one entry; add --yes if it is meant`);
}
