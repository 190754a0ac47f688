import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { failedError } from '../cli-error.ts';

/** A ticket file of the clone: its name without folder and ending, and its path. */
export type TicketFile = { readonly key: string; readonly path: string };

const ENDING = '.md';

/** Every `issues/*.md`, those named after a key of Jira in the order of their numbers, then the others by name. */
export function listTicketFiles(folder: string): readonly TicketFile[] {
  return entriesOf(join(folder, 'issues'))
    .filter((entry) => entry.name.endsWith(ENDING) && !entry.name.startsWith('.') && !entry.isDirectory())
    .map(({ name }) => ({ key: name.slice(0, -ENDING.length), path: `issues/${name}` }))
    .sort((a, b) => compareKeys(a.key, b.key));
}

/** `APP-9` comes before `APP-10`, and what is no key of Jira behind those that are. */
export function compareKeys(a: string, b: string): number {
  const [projectA, numberA] = partsOf(a);
  const [projectB, numberB] = partsOf(b);
  if (numberA !== numberB && (numberA === null || numberB === null)) return numberA === null ? 1 : -1;
  if (projectA !== projectB) return projectA < projectB ? -1 : 1;
  return (numberA ?? 0) - (numberB ?? 0);
}

function partsOf(key: string): readonly [string, number | null] {
  const dash = key.lastIndexOf('-');
  const number = key.slice(dash + 1);
  return dash > 0 && /^\d{1,15}$/.test(number) && !key.includes('-OFFLINE-')
    ? [key.slice(0, dash), Number(number)]
    : [key, null];
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A repository whose last ticket went has no folder any more.
    if (code === 'ENOENT') return [];
    throw failedError(`${folder} cannot be read (${code ?? 'unknown reason'})`, error);
  }
}
