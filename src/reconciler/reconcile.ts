import { Failure } from '../model/failure.ts';
import { projectOf } from '../model/ticket-key.ts';
import type { Oid } from '../snapshot/object-store.ts';
import { advanceWork } from './advance-work.ts';
import { checkFormerNames } from './former-names.ts';
import type { Removed } from './guard.ts';
import { guardBatch } from './guard-batch.ts';
import { newIntents } from './intents.ts';
import type { JiraSite } from './jira-side.ts';
import { lookForEntries } from './look-for-entries.ts';
import type { JiraState, Observation, PlanSettings } from './observation.ts';
import { observe, observeAgain, type Prefetched } from './observe.ts';
import type { Parts } from './parts.ts';
import { performAll, type Turns } from './perform.ts';
import { findUnborn } from './queue/find-unborn.ts';
import type { Settled } from './queue/settle-queue.ts';
import { record } from './record.ts';
import { createRenewals, recordIntents } from './record-intents.ts';
import { refsAsNamed } from './renames/read-renames.ts';
import { markRewound, type RewoundNotes } from './rewound.ts';
import { settingsOf } from './settings-of.ts';
import type { Bookkeeping } from './snapshot-changes.ts';
import type { Work } from './work.ts';
import { begin, planAll, planKnown, planPushed } from './works-of.ts';

export type ReconcileOptions = {
  readonly site: JiraSite;
  readonly prefetched: Prefetched;
  /** Try again what Jira refused although nothing changed. */
  readonly retryHeld: boolean;
  /** How many removals a person agreed to. */
  readonly allowDeletes: number;
  /** What earlier batches of the same cycle removed. */
  readonly removed: Removed;
  /** Time entries that Jira announced as deleted, by id. */
  readonly deletedWorklogs: ReadonlySet<string>;
  /** What rewritten histories of the branch put back. */
  readonly rewound: RewoundNotes;
  readonly books: () => Bookkeeping;
  /** The id of the cycle, which its commits carry. */
  readonly run: string;
  /** Files that are not created now, because they name a ticket that is not there, with the reason. */
  readonly waits: ReadonlyMap<string, string>;
  readonly turns: Turns;
};

/**
 * What a cycle did: each ticket's work as it ended, the commit where there was one, the one it stands on, what left the
 * queue of offline work, and the tickets in which temporary keys were renamed: they have something new to say.
 */
export type Reconciled = {
  readonly works: readonly Work[];
  readonly commit: Oid | null;
  readonly tip: Oid | null;
  readonly settled: readonly Settled[];
  readonly renamed: readonly string[];
};

/** Creates need a second round for what needs an id, and what Jira makes of it a third; more would be a quarrel. */
const MOST_ROUNDS = 4;
const MOST_RACES = 8;

/** One cycle over some tickets: observe, plan, write to Jira, read back, and put git and snapshot on record together. */
export async function reconcile(parts: Parts, refs: readonly string[], options: ReconcileOptions): Promise<Reconciled> {
  const tip = await parts.git.tip();
  const observations = waiting(refs, await lookAt(parts, refs, tip, options), options.waits);
  await checkFormerNames(parts, observations);
  const settings = { ...settingsOf(parts, options), unborn: await findUnborn(parts, observations, tip) };
  const planned = await planKnown(parts, begin(refs, observations), settings);
  let works = await guardBatch(parts, await readListedAgain(parts, planned, settings, options), settings, options);
  // What Jira refuses again now stays refused for the rest of the cycle; what it calls otherwise by now counts at once.
  const again = () => ({ ...settingsOf(parts, { ...options, retryHeld: false }), unborn: settings.unborn });
  for (let round = 0; round < MOST_ROUNDS && works.some(wantsJira); round++) {
    works = await writeToJira(parts, works, again(), options);
    works = await planAll(parts, works, again());
  }
  return putOnRecord(parts, works, tip, again(), options);
}

/** What a cycle would do, without doing it. */
export async function preview(
  parts: Parts,
  refs: readonly string[],
  options: ReconcileOptions,
): Promise<readonly Work[]> {
  const tip = await parts.git.tip();
  const named = await refsAsNamed(parts, tip, refs);
  const observations = waiting(named, await lookAt(parts, named, tip, options), options.waits);
  const settings = { ...settingsOf(parts, options), unborn: await findUnborn(parts, observations, tip) };
  return guardBatch(parts, await planKnown(parts, begin(named, observations), settings), settings, options);
}

async function lookAt(parts: Parts, refs: readonly string[], tip: Oid | null, options: ReconcileOptions) {
  const observations = await observe(parts, refs, tip, options.prefetched);
  return lookForEntries(parts, markRewound(parts, observations, options.rewound), options.deletedWorklogs);
}

function waiting(
  refs: readonly string[],
  observations: readonly Observation[],
  waits: ReconcileOptions['waits'],
): readonly Observation[] {
  return observations.map((observation, index) => {
    const reason = waits.get(refs[index] ?? '');
    if (reason === undefined || observation.requested.blocked !== null) return observation;
    return { ...observation, requested: { ...observation.requested, blocked: reason } };
  });
}

/** A listing may be minutes old when its turn comes: what it makes us write to Jira is read once more before. */
async function readListedAgain(
  parts: Parts,
  works: readonly Work[],
  settings: PlanSettings,
  { prefetched, deletedWorklogs }: ReconcileOptions,
): Promise<readonly Work[]> {
  const listed = works.filter((work) => wantsJira(work) && prefetched.has(jiraIdOf(work) ?? ''));
  if (listed.length === 0) return works;
  return planAll(parts, await readBack(parts, works, new Set(listed.map(({ ref }) => ref)), deletedWorklogs), settings);
}

function jiraIdOf({ observation }: Work): string | null {
  return observation.jira.kind === 'present' ? observation.jira.ticket.id : (observation.base?.id ?? null);
}

function wantsJira(work: Work): boolean {
  return work.failure === null && work.plan.jira.length > 0;
}

/** One round: note what is about to be created, do what the plans say, read back what Jira made of it. */
async function writeToJira(
  parts: Parts,
  works: readonly Work[],
  settings: PlanSettings,
  { turns, deletedWorklogs }: ReconcileOptions,
): Promise<readonly Work[]> {
  const writing = works.filter(wantsJira);
  const fresh = await noteIntents(parts, writing);
  const creates = { intents: parts.snapshot.intents(), fresh, renew: createRenewals(parts) };
  const performances = await performAll(
    parts.jira,
    writing.map((work) => work.plan),
    creates,
    settings.now,
    turns,
  );
  const performed = new Map(writing.map((work, index) => [work, performances[index]]));
  const after = works.map((work) => advanceWork(work, performed.get(work), settings));
  const written = new Set(writing.map((work) => work.ref));
  try {
    return await readBack(parts, after, written, deletedWorklogs);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // What Jira answered is put on record all the same: without its id, an entry that somebody edits is made again.
    return after.map((work) => (written.has(work.ref) ? { ...work, failure: work.failure ?? error } : work));
  }
}

async function noteIntents(parts: Parts, works: readonly Work[]): Promise<ReadonlySet<string>> {
  const intents = newIntents(works, parts.snapshot.intents(), parts.clock());
  await recordIntents(parts, intents, `About to create ${intents.length}`);
  return new Set(intents.map((intent) => intent.uid));
}

/** Reads these tickets from Jira once more, all together. */
async function readBack(
  parts: Parts,
  works: readonly Work[],
  refs: ReadonlySet<string>,
  deletedWorklogs: ReadonlySet<string>,
): Promise<readonly Work[]> {
  const ids = works.flatMap((work) => {
    const id = jiraIdOf(work);
    return refs.has(work.ref) && work.failure === null && id !== null ? [id] : [];
  });
  if (ids.length === 0) return works;
  const readings = await parts.jira.read(ids);
  const read = works.filter((work) => readings.has(jiraIdOf(work) ?? ''));
  const fresh = read.map((work): Observation => {
    const reading = readings.get(jiraIdOf(work) ?? '');
    // One that was moved to another project meanwhile is the next cycle's business.
    const isOurs = reading?.kind === 'present' && projectOf(reading.ticket.key) === parts.project.key();
    return { ...work.observation, jira: isOurs ? reading : absenceOf(work) };
  });
  const looked = await lookForEntries(parts, fresh, deletedWorklogs);
  const observed = new Map(read.map((work, index) => [work, looked[index]]));
  return works.map((work) => ({ ...work, observation: observed.get(work) ?? work.observation }));
}

/** What this cycle deleted in Jira need not be asked for again. */
function absenceOf({ done }: Work): JiraState {
  const deleted = done.some(({ action }) => action.kind === 'delete-issue');
  return deleted ? { kind: 'gone', why: 'unseen' } : { kind: 'missing' };
}

/** A push that came in between makes the plan stale, not the work lost: git is read again and planned again. */
async function putOnRecord(
  parts: Parts,
  planned: readonly Work[],
  plannedAt: Oid | null,
  settings: PlanSettings,
  options: ReconcileOptions,
): Promise<Reconciled> {
  const last = { ...settings, recording: true };
  let works = planned.some(wantsJira) ? await planAll(parts, planned, last) : planned;
  let tip = plannedAt;
  for (let race = 0; race < MOST_RACES; race++) {
    const recording = await record(parts, works, tip, options.books(), options.run);
    if (recording.kind === 'recorded') return { ...recording, tip };
    if (await parts.snapshot.refresh()) break;
    tip = await parts.git.tip();
    const fresh = waiting(
      works.map(({ ref }) => ref),
      await observeAgain(parts, works, tip),
      options.waits,
    );
    works = await planPushed(
      parts,
      works.map((work, index) => ({ ...work, observation: fresh[index] ?? work.observation })),
      last,
    );
  }
  return { works: works.map(giveUp), commit: null, tip, settled: [], renamed: [] };
}

function giveUp(work: Work): Work {
  return {
    ...work,
    failure: work.failure ?? new Failure('stale', 'the branch or the snapshot kept moving; planning again'),
  };
}
