import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** The values of `config/default.env`, which hold where the environment says nothing. */
export function readDefaults(): Readonly<Record<string, string>> {
  const file = new URL('../../../config/default.env', import.meta.url);
  return parseEnv(readFileSync(file, 'utf8')) as Record<string, string>;
}
