import { copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failedError, usageError } from '../cli-error.ts';
import { chooseVersions, refusalOf, type Wish } from './choose-version.ts';
import { describeVersion, identifyPackage, listVersions, sha512Of, sha512OfIntegrity } from './packages.ts';
import { listReleases, readCurrent, readLastUpdate } from './program-files.ts';
import { parseVersion, type Version } from './version.ts';
import type { Workshop } from './workshop.ts';

/** Where a version comes from. `sha512`: hexadecimal, of its file. */
export type Source =
  | { readonly kind: 'registry'; readonly sha512: string }
  | { readonly kind: 'file'; readonly path: string; readonly sha512: string }
  /** It is here already, and did once. */
  | { readonly kind: 'installed' };

/** What an update would come to. */
export type Proposal =
  | { readonly kind: 'current'; readonly from: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'update'; readonly from: string; readonly version: string; readonly source: Source };

export type PackageFile = { readonly path: string; readonly sha512: string | null; readonly pin: string | null };

/** Asks the registry. What was taken back is only tried again when somebody names it. */
export async function proposeFromRegistry(workshop: Workshop, wish: Wish): Promise<Proposal> {
  const { place, npm, name } = workshop;
  const present = await presentVersion(workshop);
  const from = present.text;
  const last = await readLastUpdate(place.folder);
  const bad = last?.outcome === 'rolled-back' ? last.version : null;
  if (wish.pin !== null && wish.pin !== bad && (await isInstalled(workshop, wish.pin))) {
    return proposeInstalled(present, wish.pin);
  }
  const choice = chooseVersions(present, await listVersions(npm, name), wish);
  if (choice.kind === 'refused') return choice;
  if (choice.kind === 'current') return { kind: 'current', from };
  for (const version of choice.versions) {
    if (version === bad && wish.pin === null) return { kind: 'refused', reason: takenBack(version) };
    const { integrity, deprecated } = await describeVersion(npm, name, version);
    if (deprecated !== null && wish.pin === null) continue;
    const sha512 = sha512OfIntegrity(integrity ?? '');
    if (sha512 === null) return { kind: 'refused', reason: `the registry says no sha512 of ${name}@${version}` };
    return { kind: 'update', from, version, source: { kind: 'registry', sha512 } };
  }
  return { kind: 'current', from };
}

/** Looks at a package file. It is copied first, so that what was looked at is what is installed. */
export async function proposeFromFile(workshop: Workshop, { path, sha512, pin }: PackageFile): Promise<Proposal> {
  const copy = join(workshop.folder, 'given.tgz');
  await copyPackage(path, copy);
  const found = await sha512Of(copy);
  if (sha512 !== null && sha512.toLowerCase() !== found) {
    return { kind: 'refused', reason: `${path} is not the file that was meant: its SHA-512 is ${found}` };
  }
  const { name, version } = await identifyPackage(copy);
  const [present, wanted] = [await presentVersion(workshop), parseVersion(version)];
  if (name !== workshop.name || wanted === null) {
    return { kind: 'refused', reason: `${path} is ${name}@${version}, not a version of ${workshop.name}` };
  }
  if (pin !== null && pin !== version) return { kind: 'refused', reason: `${path} is version ${version}, not ${pin}` };
  const reason = refusalOf(present, wanted, pin !== null);
  if (reason !== null) return { kind: 'refused', reason };
  const from = present.text;
  if (version === from) return { kind: 'current', from };
  return { kind: 'update', from, version, source: { kind: 'file', path: copy, sha512: found } };
}

function proposeInstalled(present: Version, pin: string): Proposal {
  const from = present.text;
  if (pin === from) return { kind: 'current', from };
  const wanted = parseVersion(pin);
  const reason = wanted === null ? `"${pin}" is no version` : refusalOf(present, wanted, true);
  if (reason !== null) return { kind: 'refused', reason };
  return { kind: 'update', from, version: pin, source: { kind: 'installed' } };
}

async function isInstalled({ place }: Workshop, version: string): Promise<boolean> {
  return (await listReleases(place.folder)).includes(version);
}

function takenBack(version: string): string {
  return `${version} was tried and taken back: --pin ${version} tries it again`;
}

async function presentVersion({ place }: Workshop): Promise<Version> {
  const version = parseVersion((await readCurrent(place.folder)) ?? '');
  if (version === null) throw failedError(`${place.folder}/current leads to no version: run install-service.sh again`);
  return version;
}

async function copyPackage(path: string, copy: string): Promise<void> {
  try {
    if (!(await stat(path)).isFile()) throw usageError(`${path} is no file: name a package such as tract-1.4.2.tgz`);
    await copyFile(path, copy);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw failedError(`${path} cannot be read by the user of the service (${code})`, error);
  }
}
