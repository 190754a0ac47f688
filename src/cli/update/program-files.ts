import { randomBytes } from 'node:crypto';
import { link, readdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ProgramPlace } from './program-place.ts';
import { type LastUpdate, parseLastUpdate, parseTrial, renderLastUpdate, renderTrial, type Trial } from './records.ts';
import { parseVersion } from './version.ts';

const TRIAL = 'trial';
const LAST = 'last-update';
const CURRENT = 'current';

export function releasesFolder(folder: string): string {
  return join(folder, 'releases');
}

export function releaseFolder(folder: string, version: string): string {
  return join(folder, 'releases', version);
}

/** The version that every service of this server uses; null where the link is missing or leads elsewhere. */
export async function readCurrent(folder: string): Promise<string | null> {
  const version = basename(await readlink(join(folder, CURRENT)).catch(() => ''));
  return parseVersion(version) === null ? null : version;
}

export async function readTrial(folder: string): Promise<Trial | null> {
  return parseTrial(await readText(join(folder, TRIAL)));
}

export async function readLastUpdate(folder: string): Promise<LastUpdate | null> {
  return parseLastUpdate(await readText(join(folder, LAST)));
}

/** The version that this service should run now: the one on trial here, else the one of everybody. */
export async function readWanted({ folder, instance, ignoredTrial }: ProgramPlace): Promise<string | null> {
  const trial = await readTrial(folder);
  const isOurs = trial?.instance === instance && `${trial.version} ${trial.since}` !== ignoredTrial;
  return isOurs ? trial.version : readCurrent(folder);
}

/** False where another trial is open. What is no record is in nobody's way. */
export async function openTrial(folder: string, trial: Trial): Promise<boolean> {
  const path = join(folder, TRIAL);
  const draft = await writeDraft(path, renderTrial(trial));
  try {
    if (await linkNew(draft, path)) return true;
    if ((await readTrial(folder)) !== null) return false;
    await rm(path, { force: true });
    return await linkNew(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

export async function closeTrial(folder: string, last: LastUpdate): Promise<void> {
  await rememberLastUpdate(folder, last);
  await rm(join(folder, TRIAL), { force: true });
}

export async function rememberLastUpdate(folder: string, last: LastUpdate): Promise<void> {
  const path = join(folder, LAST);
  await rename(await writeDraft(path, renderLastUpdate(last)), path);
}

/** At once, so that nobody finds the link missing or half. */
export async function switchCurrent(folder: string, version: string): Promise<void> {
  const path = join(folder, CURRENT);
  const draft = draftOf(path);
  await symlink(`releases/${version}`, draft);
  await rename(draft, path);
}

/** The versions that are installed. */
export async function listReleases(folder: string): Promise<readonly string[]> {
  const names = await readdir(releasesFolder(folder)).catch(() => []);
  return names.filter((name) => parseVersion(name) !== null);
}

/** Removes the versions that nobody goes back to. */
export async function removeOtherReleases(folder: string, kept: readonly string[]): Promise<void> {
  const others = (await listReleases(folder)).filter((version) => !kept.includes(version));
  for (const version of others) await rm(releaseFolder(folder, version), { recursive: true, force: true });
}

/** False where something is there. */
async function linkNew(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

async function writeDraft(path: string, text: string): Promise<string> {
  const draft = draftOf(path);
  await writeFile(draft, text, { mode: 0o640, flag: 'wx' });
  return draft;
}

function draftOf(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}`;
}
