import type { TicketDoc } from '../../model/ticket.ts';
import type { Value } from '../../model/value.ts';
import type { TicketBase } from '../../snapshot/base.ts';

/** What a file tells of which ticket it is: Jira's own facts, and its words. */
export type Portrait = {
  readonly created: Value;
  readonly reporter: Value;
  readonly words: ReadonlyMap<string, number>;
  readonly size: number;
};

export function portraitOfFile(doc: TicketDoc): Portrait {
  return portrait(
    doc.values,
    Object.values(doc.texts),
    doc.comments.map(({ body }) => body),
  );
}

export function portraitOfBase({ values, texts, comments }: TicketBase): Portrait {
  return portrait(
    values,
    Object.values(texts).map(({ markdown }) => markdown),
    comments.map(({ text }) => text.markdown),
  );
}

/** True where both say when and by whom the ticket was made, and say the same: people copy that, they do not write it. */
export function sameBirth(one: Portrait, other: Portrait): boolean {
  return one.created !== null && one.created === other.created && one.reporter === other.reporter;
}

/** True where both say when the ticket was made, and contradict each other. */
export function otherBirth(one: Portrait, other: Portrait): boolean {
  return one.created !== null && other.created !== null && one.created !== other.created;
}

/** How much of their words two files share, 0 to 1, each word as often as it stands there. */
export function likeness(one: Portrait, other: Portrait): number {
  if (one.size + other.size === 0) return 0;
  let common = 0;
  for (const [word, times] of one.words) common += Math.min(times, other.words.get(word) ?? 0);
  return (2 * common) / (one.size + other.size);
}

function portrait(
  values: Readonly<Record<string, Value>>,
  texts: readonly (string | null | undefined)[],
  comments: readonly string[],
): Portrait {
  const words = new Map<string, number>();
  let size = 0;
  for (const text of [String(values.title ?? ''), ...texts, ...comments]) {
    for (const word of (text ?? '').toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
      if (word === '') continue;
      words.set(word, (words.get(word) ?? 0) + 1);
      size++;
    }
  }
  return { created: values.created ?? null, reporter: values.reporter ?? null, words, size };
}
