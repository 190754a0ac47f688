import { Failure } from '../model/failure.ts';
import { timeOfMs } from '../model/timestamp.ts';
import type { Intent } from '../snapshot/intent.ts';
import type { Oid } from '../snapshot/object-store.ts';
import { acknowledge, baseOfCreated, baseToStartFrom, type Done } from './acknowledge.ts';
import { countRemovals, guardRemovals, type Removed } from './guard.ts';
import { newIntents } from './intents.ts';
import type { JiraReading, JiraSite } from './jira-side.ts';
import { mergeFindings } from './merge-findings.ts';
import type { Observation, PlanSettings } from './observation.ts';
import { observe, observeAgain, type Prefetched } from './observe.ts';
import type { Parts } from './parts.ts';
import { type Performance, performAll } from './perform.ts';
import { planTicket } from './plan-ticket.ts';
import { reconcileTexts } from './reconcile-texts.ts';
import { record } from './record.ts';
import { recordIntents, renewIntent } from './record-intents.ts';
import type { Bookkeeping } from './snapshot-changes.ts';
import type { Work } from './work.ts';

export type ReconcileOptions = {
  readonly site: JiraSite;
  readonly prefetched: Prefetched;
  /** Try again what Jira refused although nothing changed. */
  readonly retryHeld: boolean;
  /** How many removals a person agreed to. */
  readonly allowDeletes: number;
  /** What earlier batches of the same cycle removed. */
  readonly removed: Removed;
  readonly books: () => Bookkeeping;
};

/** What a cycle did: each ticket's work as it ended, the commit where there was one, and the one it stands on. */
export type Reconciled = { readonly works: readonly Work[]; readonly commit: Oid | null; readonly tip: Oid | null };

/** Creates need a second round for what needs an id, and what Jira makes of it a third; more would be a quarrel. */
const MOST_ROUNDS = 4;
const MOST_RACES = 8;

/** One cycle over some tickets: observe, plan, write to Jira, read back, and put git and snapshot on record together. */
export async function reconcile(parts: Parts, refs: readonly string[], options: ReconcileOptions): Promise<Reconciled> {
  const tip = await parts.git.tip();
  const observations = await observe(parts, refs, tip, options.prefetched);
  const settings = settingsOf(parts, options);
  let works = guard(parts, await planAll(parts, begin(refs, observations), settings), options);
  for (let round = 0; round < MOST_ROUNDS && works.some(wantsJira); round++) {
    works = await writeToJira(parts, works, settings);
    works = await planAll(parts, works, settings);
  }
  return putOnRecord(parts, works, tip, settings, options);
}

/** What a cycle would do, without doing it. */
export async function preview(
  parts: Parts,
  refs: readonly string[],
  options: ReconcileOptions,
): Promise<readonly Work[]> {
  const tip = await parts.git.tip();
  const observations = await observe(parts, refs, tip, options.prefetched);
  return guard(parts, await planAll(parts, begin(refs, observations), settingsOf(parts, options)), options);
}

export function settingsOf(
  { project, clock }: Parts,
  options: Pick<ReconcileOptions, 'site' | 'retryHeld'>,
): PlanSettings {
  const config = project.config();
  return {
    project: project.key(),
    format: project.format(),
    text: options.site.text,
    people: project.textPeople(),
    deletedInGit: config.deletedInGit,
    closeStatus: config.workflow.closeStatus,
    refreshUpdated: config.refreshUpdated,
    retryHeld: options.retryHeld,
    newTicket: project.newTicketDefaults(),
    now: timeOfMs(clock()) ?? '',
  };
}

type Begun = Omit<Work, 'plan' | 'matches' | 'outcomes'>;

function begin(refs: readonly string[], observations: readonly Observation[]): readonly Begun[] {
  return observations.map((observation, index) => ({
    ref: refs[index] ?? observation.path,
    observation,
    stored: observation.base,
    found: [],
    done: [],
    settledIntents: [],
    createdIntents: [],
    failure: null,
  }));
}

async function planAll(parts: Parts, works: readonly Begun[], settings: PlanSettings): Promise<readonly Work[]> {
  const observed = await reconcileTexts(
    works.map(({ observation }) => observation),
    settings,
    parts.texts,
  );
  return works.flatMap((work, index): readonly Work[] => {
    const state = observed[index];
    if (state === undefined) return [];
    return [{ ...work, ...state, plan: planTicket(state.observation, state.matches, state.outcomes, settings) }];
  });
}

function guard(parts: Parts, works: readonly Work[], options: ReconcileOptions): readonly Work[] {
  const plans = works.map((work) => work.plan);
  const { allowDeletes: allowed } = options;
  const beside = countRemovals(plans).tickets === 0 ? 0 : suspectsBeside(parts, works);
  const removed = { ...options.removed, tickets: options.removed.tickets + beside };
  const context = { tickets: parts.snapshot.size, limit: parts.maxDeletes, allowed, removed };
  const stopped = guardRemovals(plans, context);
  const reasons = new Map(stopped.map(({ plan, reason }) => [plan, reason]));
  return works.map((work) => {
    const reason = reasons.get(work.plan);
    return reason === undefined ? work : { ...work, failure: new Failure('rejected', reason) };
  });
}

/** Tickets of other batches and cycles that may be gone too: what is many does not become few by being looked at in turn. */
function suspectsBeside({ snapshot }: Parts, works: readonly Work[]): number {
  const here = new Set(works.flatMap(({ stored }) => (stored === null ? [] : [stored.id])));
  return [...snapshot.entries()].filter(({ id, missingSinceMs }) => missingSinceMs !== null && !here.has(id)).length;
}

function wantsJira(work: Work): boolean {
  return work.failure === null && work.plan.jira.length > 0;
}

/** One round: note what is about to be created, do what the plans say, read back what Jira made of it. */
async function writeToJira(parts: Parts, works: readonly Work[], settings: PlanSettings): Promise<readonly Work[]> {
  const writing = works.filter(wantsJira);
  const fresh = await noteIntents(parts, writing);
  const creates = { intents: parts.snapshot.intents(), fresh, renew: (intent: Intent) => renewIntent(parts, intent) };
  const performances = await performAll(
    parts.jira,
    writing.map((work) => work.plan),
    creates,
    settings.now,
  );
  const performed = new Map(writing.map((work, index) => [work, performances[index]]));
  const after = works.map((work) => advance(work, performed.get(work), settings));
  return readBack(parts, after, new Set(writing.map((work) => work.ref)));
}

async function noteIntents(parts: Parts, works: readonly Work[]): Promise<ReadonlySet<string>> {
  const intents = newIntents(works, parts.snapshot.intents(), parts.clock());
  await recordIntents(parts, intents, `About to create ${intents.length}`);
  return new Set(intents.map((intent) => intent.uid));
}

function advance(work: Work, performance: Performance | undefined, settings: PlanSettings): Work {
  if (performance === undefined) return work;
  const base = baseAfter(work, performance, settings);
  const { refused, done, settledIntents, createdIntents, failure } = performance;
  const held =
    base === null
      ? null
      : {
          ...base,
          holds: [...base.holds.filter((hold) => !refused.some(({ field }) => field === hold.field)), ...refused],
        };
  const rejectedBirth = base === null ? (refused[0] ?? null) : null;
  return {
    ...work,
    observation: { ...work.observation, key: held?.key ?? work.observation.key, base: held },
    found: mergeFindings(work.found, work.plan.findings),
    done: [...work.done, ...done],
    settledIntents: [...work.settledIntents, ...settledIntents],
    createdIntents: [...work.createdIntents, ...createdIntents],
    failure: failure ?? (rejectedBirth === null ? null : new Failure('rejected', rejectedBirth.reason)),
  };
}

function baseAfter(work: Work, { done }: Performance, settings: PlanSettings) {
  const birth = done.find(
    (one): one is Done & { action: { kind: 'create-issue' } } => one.action.kind === 'create-issue',
  );
  const { id, key } = birth?.receipt ?? {};
  if (birth !== undefined && id && key)
    return baseOfCreated(birth.action, { id, key }, work.observation, settings.format);
  const base = baseToStartFrom(work.observation);
  return base === null ? null : acknowledge(base, done, { ...work, settings });
}

/** Reads the tickets that were written to, all together. */
async function readBack(parts: Parts, works: readonly Work[], refs: ReadonlySet<string>): Promise<readonly Work[]> {
  const ids = works.flatMap(({ ref, failure, observation }) =>
    refs.has(ref) && failure === null && observation.base !== null ? [observation.base.id] : [],
  );
  const readings: ReadonlyMap<string, JiraReading> = ids.length === 0 ? new Map() : await parts.jira.read(ids);
  return works.map((work) => {
    const reading = readings.get(work.observation.base?.id ?? '');
    if (reading === undefined) return work;
    return { ...work, observation: { ...work.observation, jira: reading } };
  });
}

/** A push that came in between makes the plan stale, not the work lost: git is read again and planned again. */
async function putOnRecord(
  parts: Parts,
  planned: readonly Work[],
  plannedAt: Oid | null,
  settings: PlanSettings,
  options: ReconcileOptions,
): Promise<Reconciled> {
  let works = planned;
  let tip = plannedAt;
  for (let race = 0; race < MOST_RACES; race++) {
    const recording = await record(parts, works, tip, options.books());
    if (recording.kind === 'recorded') return { works: recording.works, commit: recording.commit, tip };
    if (await parts.snapshot.refresh()) break;
    tip = await parts.git.tip();
    const fresh = await observeAgain(parts, works, tip);
    works = await planAll(
      parts,
      works.map((work, index) => ({ ...work, observation: fresh[index] ?? work.observation })),
      settings,
    );
  }
  return { works: works.map(giveUp), commit: null, tip };
}

function giveUp(work: Work): Work {
  return {
    ...work,
    failure: work.failure ?? new Failure('stale', 'the branch or the snapshot kept moving; planning again'),
  };
}
