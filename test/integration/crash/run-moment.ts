import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrashSite } from './crash-site.ts';
import { play, type Scene } from './scene.ts';

/** Cycles in which the moment must come. */
const MOST_CYCLES = 4;
/** No process has this id. */
const NOBODY = 4_194_303;
const LONG_AGO = new Date(0);
export const BRANCH = 'refs/heads/main';
export const MEMORY = ['refs/notes/tract', 'refs/tract/snapshot'] as const;
/** In the order in which git moves them. */
const MOVED = [BRANCH, ...MEMORY];

/** Plays the scene to a daemon that ends itself at the moment. Throws where the moment never comes. */
export async function killAt(site: CrashSite, moment: string, scene: Scene): Promise<void> {
  site.arm(moment);
  await play(site, scene);
  await dies(site, moment, () => site.sync());
  site.arm('');
}

/** Asks for a time entry of a daemon that ends itself meanwhile, and asks again once it is back. */
export async function killAsked(site: CrashSite, moment: string, { key, word }: Scene): Promise<void> {
  const entry = { author: site.flow.me, time: '3h', started: '2026-02-05T09:00:00Z', comment: `Did ${word}askeddid` };
  const ask = () => site.post(`/worklog/${key}`, entry, { 'Idempotency-Key': `${word}-of-the-test` });
  site.arm(moment);
  await dies(site, moment, ask);
  site.arm('');
  site.passTime();
  await site.start();
  await ask();
}

/** Somebody pulls the plug while the refs are moved: some are where they were, and their locks are still there. */
export async function killBetweenRefs(site: CrashSite, left: readonly string[], scene: Scene): Promise<void> {
  await killAt(site, 'after recording branch and snapshot', scene);
  const { workshop } = site.flow;
  const at = async (name: string) => (await workshop.git('rev-parse', name)).trim();
  const moves = await Promise.all(MOVED.map(async (ref) => `${ref} ${await at(`${ref}^1`)} ${await at(ref)}\n`));
  await putBack(site, left);
  for (const name of [`tract-transaction-${NOBODY}`, ...left.map((ref) => `${ref}.lock`)]) {
    const file = join(workshop.repository, name);
    writeFileSync(file, moves.join(''));
    utimesSync(file, LONG_AGO, LONG_AGO);
  }
}

/** Somebody puts these refs back by one, after a kill: no mark tells of it. */
export async function putBackAfterKill(site: CrashSite, refs: readonly string[], scene: Scene): Promise<void> {
  await killAt(site, 'after recording branch and snapshot', scene);
  await putBack(site, refs);
}

async function putBack({ flow: { workshop } }: CrashSite, refs: readonly string[]): Promise<void> {
  for (const ref of refs) await workshop.git('update-ref', ref, `${ref}^1`);
}

/** Runs until the daemon has killed itself; what was asked then gets no answer. */
export async function dies(site: CrashSite, moment: string, run: () => Promise<unknown>): Promise<void> {
  const { daemon } = site;
  for (let cycle = 0; cycle < MOST_CYCLES; cycle++) {
    const answered = await run().then(
      () => true,
      () => false,
    );
    if (answered) continue;
    await daemon.ended;
    if (daemon.signal === 'SIGKILL') return;
    throw new Error(`it ended, but not by itself at "${moment}":\n${daemon.output}`);
  }
  throw new Error(`the daemon never came to the moment "${moment}":\n${daemon.output}`);
}
