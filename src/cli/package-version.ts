import { readFileSync } from 'node:fs';

/** The version of the installed package. */
export function packageVersion(): string {
  return String(readManifest().version);
}

/** Its name in a registry. */
export function packageName(): string {
  return String(readManifest().name);
}

function readManifest(): { readonly name?: unknown; readonly version?: unknown } {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
}
