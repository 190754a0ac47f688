import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Npm } from '../../../../src/cli/update/npm.ts';
import type { ProgramPlace } from '../../../../src/cli/update/program-place.ts';
import type { Workshop } from '../../../../src/cli/update/workshop.ts';

export const NAME = '@tract/cli';

/** A package file of the fake npm: what it says it is, and what its program prints as its version. */
export type FakePackage = {
  readonly name?: string;
  readonly version: string;
  readonly says?: string;
  readonly deprecated?: string;
  /** What the registry says its integrity is; that of the file unless set. */
  readonly integrity?: string;
};

/** The bytes of its file: as npm packs them, with what the fake npm reads. */
export function contentOf({ name = NAME, version, says = version }: FakePackage): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'tract-package-'));
  try {
    mkdirSync(join(folder, 'package'));
    writeFileSync(join(folder, 'package/package.json'), JSON.stringify({ name, version, says }));
    return execFileSync('tar', ['--mtime=@0', '-I', 'gzip -n', '-cf', '-', '-C', folder, 'package/package.json']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function sha512(content: string | Buffer): string {
  return createHash('sha512').update(content).digest('hex');
}

/** An npm with these packages in its registry. `asked` is what it was called with. */
export class FakeNpm {
  readonly asked: string[] = [];
  readonly #packages: readonly FakePackage[];

  constructor(packages: readonly FakePackage[]) {
    this.#packages = packages;
  }

  readonly run: Npm = async (args) => {
    this.asked.push(args.join(' '));
    const [command, what = ''] = args;
    if (command === 'view') return JSON.stringify(this.#view(what));
    if (command === 'install') return this.#install(String(args.at(-1)), args[args.indexOf('--prefix') + 1] ?? '');
    return JSON.stringify([{ filename: this.#fetch(what, String(args.at(-1))) }]);
  };

  #view(what: string): unknown {
    if (what === NAME) return this.#packages.map(({ version }) => version);
    const { version, deprecated, integrity, ...rest } = this.#find(what);
    const own = `sha512-${createHash('sha512')
      .update(contentOf({ version, ...rest }))
      .digest('base64')}`;
    return { version, 'dist.integrity': integrity ?? own, deprecated };
  }

  #fetch(what: string, folder: string): string {
    const found = this.#find(what);
    const filename = `fetched-${found.version}.tgz`;
    writeFileSync(join(folder, filename), contentOf(found));
    return filename;
  }

  #install(file: string, prefix: string): string {
    const { says } = JSON.parse(execFileSync('tar', ['-xzOf', file, 'package/package.json'], { encoding: 'utf8' }));
    mkdirSync(join(prefix, 'bin'), { recursive: true });
    writeFileSync(join(prefix, 'bin/tract'), `console.log('${says}');\n`);
    return '';
  }

  #find(what: string): FakePackage {
    const found = this.#packages.find(({ version }) => what === `${NAME}@${version}`);
    if (found === undefined) throw new Error(`npm view: no match for ${what}`);
    return found;
  }
}

export function fakeWorkshop(place: ProgramPlace, npm: FakeNpm): Workshop {
  const folder = mkdtempSync(join(place.folder, 'releases/.draft-'));
  return {
    place,
    folder,
    npm: npm.run,
    name: NAME,
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}
