import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let made: string | null = null;

/** The folder with the one file that scripts/bundle makes; made once, and gone with the process. */
export function bundledPackage(): string {
  if (made !== null) return made;
  const folder = mkdtempSync(join(tmpdir(), 'tract-bundle-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  execFileSync('scripts/bundle', [folder], { stdio: 'ignore' });
  made = folder;
  return folder;
}
