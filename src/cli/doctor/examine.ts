import type { Check } from './check.ts';
import { type Finding, failed } from './finding.ts';
import type { Site } from './site.ts';

/** A finding with the name of its check. */
export type NamedFinding = { readonly check: string } & Finding;

/** Makes every check, one after another. One that itself breaks is a finding: the others still count. */
export async function examine(site: Site, checks: readonly Check[]): Promise<readonly NamedFinding[]> {
  const found: NamedFinding[] = [];
  for (const { name, find } of checks) {
    for (const finding of await findSafely(site, find)) found.push({ check: name, ...finding });
  }
  return found;
}

async function findSafely(site: Site, find: Check['find']): Promise<readonly Finding[]> {
  try {
    return await find(site);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      failed(`this could not be looked at: ${reason.replace(/\s*\n\s*/g, ' ')}`, 'tell us, with what is shown here'),
    ];
  }
}
