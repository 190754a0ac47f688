import type { MaxDeletes } from '../../reconciler/parts.ts';

/** Reads `10`, `10%` or `10,10%`: a number of tickets, a share of all, or whichever is less. Null for anything else. */
export function parseMaxDeletes(text: string): MaxDeletes | null {
  const match = /^(?:(\d{1,6})|(\d{1,3})%|(\d{1,6}),(\d{1,3})%)$/.exec(text.replaceAll(' ', ''));
  if (match === null) return null;
  const tickets = match[1] ?? match[3];
  const percent = match[2] ?? match[4];
  if (Number(percent ?? 0) > 100) return null;
  return {
    tickets: tickets === undefined ? Number.POSITIVE_INFINITY : Number(tickets),
    share: percent === undefined ? 1 : Number(percent) / 100,
  };
}
