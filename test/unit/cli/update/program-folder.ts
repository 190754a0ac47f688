import { mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgramPlace } from '../../../../src/cli/update/program-place.ts';

/** A folder as install-service.sh makes it, with two versions, the first in use. */
export class ProgramFolder {
  readonly root = mkdtempSync(join(tmpdir(), 'tract-program-'));
  readonly folder = join(this.root, 'tract-sync');

  constructor() {
    for (const version of ['1.0.0', '1.1.0']) this.install(version, '');
    symlinkSync('releases/1.0.0', join(this.folder, 'current'));
  }

  /** `program` is what `bin/tract` holds. */
  install(version: string, program: string): void {
    const folder = join(this.folder, 'releases', version, 'bin');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'tract'), program);
  }

  place(instance = 'app', version = '1.0.0'): ProgramPlace {
    return { folder: this.folder, instance, version, ignoredTrial: null };
  }

  current(): string {
    return readlinkSync(join(this.folder, 'current'));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
