import { parse } from 'yaml';
import { z } from 'zod';
import type { Credentials } from '../../reconciler/jira/options.ts';

const PERSON = z.union([z.string().min(1), z.strictObject({ username: z.string().min(1), token: z.string().min(1) })]);
const PEOPLE = z.record(z.string().regex(/^\S{1,120}$/), PERSON);

/**
 * Reads the Jira tokens of single people, YAML or JSON: `handle: token` (a personal access token) or
 * `handle: {username: e-mail, token: …}` (Basic, as Cloud wants it). Null where it is neither; secrets stay out of the words.
 */
export function parseUserTokens(text: string): ReadonlyMap<string, Credentials> | null {
  const people = PEOPLE.safeParse(parseYaml(text));
  if (!people.success) return null;
  return new Map(Object.entries(people.data).map(([handle, person]) => [handle, credentialsOf(person)]));
}

function parseYaml(text: string): unknown {
  try {
    return parse(text) ?? {};
  } catch {
    return null;
  }
}

function credentialsOf(person: z.infer<typeof PERSON>): Credentials {
  if (typeof person === 'string') return { kind: 'bearer', token: person };
  return { kind: 'basic', username: person.username, password: person.token };
}
