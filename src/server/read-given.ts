import type { z } from 'zod';
import { Problem } from './problem.ts';

/** The parts of a request as they came. */
export type Given = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

export type Part = {
  readonly schema: z.ZodType;
  readonly given: unknown;
  readonly where: 'path' | 'query' | 'body';
};

/** Each part as its schema makes it. Throws one Problem that names everything wrong with any of them, by field. */
export function readGiven(parts: readonly Part[]): readonly unknown[] {
  const readings = parts.map(({ schema, given, where }) => ({
    where,
    reading: schema.safeParse(given, { reportInput: true }),
  }));
  const found = readings.flatMap(({ where, reading }) =>
    (reading.error?.issues ?? []).flatMap((issue) => wordsOf(issue, where)),
  );
  if (found.length > 0) throw invalidRequest(found);
  return readings.map(({ reading }) => reading.data);
}

type Wrong = { readonly field: string; readonly words: string };

/** 400 with what is wrong with each field. */
export function invalidRequest(found: readonly Wrong[]): Problem {
  const errors = new Map<string, string>();
  for (const { field, words } of found) {
    const before = errors.get(field);
    errors.set(field, before === undefined ? words : `${before}; ${words}`);
  }
  const lines = [...errors].map(([field, words]) => (field === '' ? words : `${field} ${words}`));
  return new Problem(400, lines.slice(0, MOST_TOLD).join('; '), { errors: Object.fromEntries(errors) });
}

const MOST_TOLD = 20;
const LONGEST_NAME = 80;

function wordsOf(issue: z.core.$ZodIssue, where: Part['where']): readonly Wrong[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].join('.').slice(0, LONGEST_NAME),
      words: `is not known in the ${where}`,
    }));
  }
  const field = issue.path.join('.').slice(0, LONGEST_NAME);
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  if (isMissing && field === '') return [{ field: where, words: 'is empty: send a JSON object' }];
  if (isMissing) return [{ field, words: 'is missing' }];
  return [{ field: field === '' ? where : field, words: lowerFirst(issue.message) }];
}

/** Zod begins its own words with a capital; ours follow a name. */
function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
