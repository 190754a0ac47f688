import { readFileSync } from 'node:fs';
import { z } from 'zod';

const MANIFEST = z.object({ version: z.string() });

/** The version of the installed package. */
export function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return MANIFEST.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
