import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundledPackage } from './bundled-package.ts';

/** What a version that does not do does in place of serving. */
export type Defect = 'crashes' | 'exits with 2' | 'hangs';

const DEFECTS: Readonly<Record<Defect, string>> = {
  crashes: "throw new Error('this version is broken');",
  'exits with 2': 'process.exit(2);',
  hangs: 'await new Promise((resolve) => setTimeout(resolve, 3_600_000));',
};

/** What nothing runs; half of all files, which would all be written for each version. */
const DEAD_WEIGHT = [
  '-name',
  '*.ts',
  '-o',
  '-name',
  '*.mts',
  '-o',
  '-name',
  '*.cts',
  '-o',
  '-name',
  '*.map',
  '-o',
  '-name',
  '*.md',
];

/** A folder with the package of this program, and with further versions of it, which the test makes. */
export class UpdatePackages {
  readonly folder = mkdtempSync(join(tmpdir(), 'tract-updates-'));
  /** The version of this program. */
  readonly first: string;
  readonly #tree = mkdtempSync(join(tmpdir(), 'tract-tree-'));
  readonly #manifest: Readonly<Record<string, unknown>>;

  constructor() {
    // A container reads it as somebody else.
    chmodSync(this.folder, 0o755);
    mkdirSync(join(this.folder, 'registry'));
    const [file = ''] = readdirSync(bundledPackage());
    execFileSync('tar', ['-xzf', join(bundledPackage(), file), '-C', this.#tree]);
    execFileSync('find', [join(this.#tree, 'package/node_modules'), '-type', 'f', '(', ...DEAD_WEIGHT, ')', '-delete']);
    this.#manifest = JSON.parse(readFileSync(join(this.#tree, 'package/package.json'), 'utf8'));
    this.first = String(this.#manifest.version);
    this.make(this.first, file);
  }

  /** The version that comes `steps` after the first one. */
  later(steps: number): string {
    const [major, minor, patch] = this.first.split('.').map(Number);
    return `${major}.${minor}.${(patch ?? 0) + steps}`;
  }

  /** Writes a version that does, as `name` below the folder. */
  make(version: string, name: string): void {
    writeFileSync(join(this.#tree, 'package/package.json'), JSON.stringify({ ...this.#manifest, version }));
    this.#pack(this.#tree, name);
  }

  /** Writes a version that knows its number and no more. */
  makeBroken(version: string, name: string, defect: Defect = 'crashes'): void {
    const tree = mkdtempSync(join(tmpdir(), 'tract-broken-'));
    const program = join(tree, 'package/dist/cli/main.js');
    mkdirSync(dirname(program), { recursive: true });
    const { name: ours, type, bin } = this.#manifest;
    writeFileSync(join(tree, 'package/package.json'), JSON.stringify({ name: ours, type, bin, version }));
    writeFileSync(
      program,
      `#!/usr/bin/env node\nif (process.argv[2] === '--version') console.log('${version}');\nelse { ${DEFECTS[defect]} }\n`,
      { mode: 0o755 },
    );
    this.#pack(tree, name);
    rmSync(tree, { recursive: true, force: true });
  }

  take(name: string): void {
    rmSync(join(this.folder, name));
  }

  close(): void {
    for (const folder of [this.folder, this.#tree]) rmSync(folder, { recursive: true, force: true });
  }

  #pack(tree: string, name: string): void {
    const draft = join(this.folder, '.draft');
    execFileSync('tar', ['-I', 'gzip -1', '-cf', draft, '-C', tree, 'package']);
    renameSync(draft, join(this.folder, name));
  }
}
