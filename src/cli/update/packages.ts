import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { failedError } from '../cli-error.ts';
import type { Npm } from './npm.ts';

/** What a registry says of one version. `integrity` is `sha512-` and base64, as npm has it. */
export type Described = { readonly integrity: string | null; readonly deprecated: string | null };

const VERSIONS = z.union([z.array(z.string()), z.string().transform((only) => [only])]);
const DESCRIBED = z.object({
  version: z.string(),
  'dist.integrity': z.string().nullish(),
  deprecated: z.union([z.string(), z.boolean()]).nullish(),
});
const PACKED = z.array(z.object({ filename: z.string() })).length(1);
const MANIFEST = z.object({ name: z.string(), version: z.string() });
const MOST_BYTES = 1024 * 1024;
/** npm is asked through a registry, which may be any. */
const NONSENSE = 'npm said something that cannot be read: is its registry one?';

/** Every version of a package that the registry has. */
export async function listVersions(npm: Npm, name: string): Promise<readonly string[]> {
  return parse(VERSIONS, await npm(['view', name, 'versions', '--json']));
}

export async function describeVersion(npm: Npm, name: string, version: string): Promise<Described> {
  const said = await npm(['view', `${name}@${version}`, 'version', 'dist.integrity', 'deprecated', '--json']);
  const { 'dist.integrity': integrity = null, deprecated } = parse(DESCRIBED, said);
  return { integrity, deprecated: deprecated ? String(deprecated) : null };
}

/** Fetches a version into a folder, and answers the path of its file. */
export async function fetchPackage(npm: Npm, name: string, version: string, folder: string): Promise<string> {
  const said = await npm(['pack', `${name}@${version}`, '--json', '--ignore-scripts', '--pack-destination', folder]);
  const [packed] = parse(PACKED, said);
  if (packed === undefined || /[/\\]/.test(packed.filename)) throw failedError('npm pack: fetched something else');
  return join(folder, packed.filename);
}

/** What a file of a package says it is. Only that is unpacked, and nothing is written. */
export async function identifyPackage(path: string): Promise<{ readonly name: string; readonly version: string }> {
  const args = ['--extract', '--gzip', '--to-stdout', '--file', path, 'package/package.json'];
  const manifest = await promisify(execFile)('tar', args, { maxBuffer: MOST_BYTES }).catch((error: unknown) => {
    throw failedError(`${path} is no package: tar finds no package/package.json in it`, error);
  });
  return parse(MANIFEST, manifest.stdout, `${path} is no package: its package.json cannot be read`);
}

/** Installs a package file and what it needs below a prefix; nothing of it runs meanwhile. */
export async function installPackage(npm: Npm, path: string, prefix: string): Promise<void> {
  const quietly = ['--no-audit', '--no-fund'];
  const strictly = ['--omit=dev', '--ignore-scripts', '--engine-strict'];
  await npm(['install', '--global', '--prefix', prefix, ...strictly, ...quietly, path]);
}

/** The SHA-512 of a file, in hexadecimal digits. */
export async function sha512Of(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** The hexadecimal SHA-512 of what npm calls an integrity; null where it has none. */
export function sha512OfIntegrity(integrity: string): string | null {
  const base64 = integrity.split(/\s+/).find((each) => each.startsWith('sha512-'));
  if (base64 === undefined) return null;
  const hex = Buffer.from(base64.slice('sha512-'.length), 'base64').toString('hex');
  return hex.length === 128 ? hex : null;
}

function parse<T>(schema: z.ZodType<T>, said: string, problem = NONSENSE): T {
  try {
    return schema.parse(JSON.parse(said));
  } catch (error) {
    throw failedError(problem, error);
  }
}
