import { readFileSync } from 'node:fs';

/** The version of the installed package. */
export function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  const manifest: { readonly version?: unknown } = JSON.parse(readFileSync(file, 'utf8'));
  return String(manifest.version);
}
