import { execFile } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { UpdateStep } from '../../server/updates.ts';
import { failedError } from '../cli-error.ts';
import { fetchPackage, identifyPackage, installPackage, sha512Of } from './packages.ts';
import { openTrial, releaseFolder } from './program-files.ts';
import type { Proposal } from './propose-update.ts';
import type { Workshop } from './workshop.ts';

export type ProposedUpdate = Extract<Proposal, { readonly kind: 'update' }>;

const FIRST_WORD_MS = 30_000;

/**
 * Installs a version beside the others and opens its trial: from then on the service of this project is to run it, and
 * does once it starts again. Throws a CliError where it comes to nothing; then all is as it was.
 */
export async function carryOutUpdate(
  workshop: Workshop,
  update: ProposedUpdate,
  tell: (step: UpdateStep) => void,
): Promise<void> {
  if (update.source.kind !== 'installed') {
    tell('fetching');
    const file = await bringPackage(workshop, update);
    tell('installing');
    await installRelease(workshop, update.version, file);
  }
  const { folder, instance } = workshop.place;
  const { version, from } = update;
  const isOpen = await openTrial(folder, { version, from, instance, since: new Date().toISOString() });
  if (!isOpen) throw failedError('another version is being tried: see GET /update');
  tell('trying');
}

/** The file of the package, which is what the registry said it is. */
async function bringPackage(workshop: Workshop, { version, source }: ProposedUpdate): Promise<string> {
  if (source.kind === 'file') return source.path;
  const { npm, name, folder } = workshop;
  const file = await fetchPackage(npm, name, version, folder);
  const found = source.kind === 'registry' ? source.sha512 : null;
  if ((await sha512Of(file)) !== found) {
    throw failedError(`${name}@${version} is not what the registry says: its SHA-512 differs`);
  }
  const identity = await identifyPackage(file);
  if (identity.name === name && identity.version === version) return file;
  throw failedError(`${name}@${version} calls itself ${identity.name}@${identity.version}`);
}

/** Beside its place first, so that a version is there whole or not at all. */
async function installRelease({ npm, folder, place }: Workshop, version: string, file: string): Promise<void> {
  const draft = join(folder, 'tree');
  await installPackage(npm, file, draft);
  await expectVersion(join(draft, 'bin', 'tract'), version);
  const release = releaseFolder(place.folder, version);
  // One that was taken back may lie there.
  await rename(release, join(folder, 'former')).catch(ignoreMissing);
  await rename(draft, release);
  await rm(join(folder, 'former'), { recursive: true, force: true });
}

/** What cannot even say its version need not be tried on a service. */
async function expectVersion(program: string, version: string): Promise<void> {
  const options = { env: { PATH: process.env.PATH ?? '' }, timeout: FIRST_WORD_MS };
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--version'], options).catch(
    (error: unknown) => {
      throw failedError(`${version} is installed, but does not run: \`tract --version\` fails`, error);
    },
  );
  if (stdout.trim() === version) return;
  throw failedError(`${version} is installed, but says that it is ${stdout.trim().slice(0, 40)}`);
}

function ignoreMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
