import { Failure } from '../model/failure.ts';
import type { Hold } from '../snapshot/base.ts';
import type { Intent } from '../snapshot/intent.ts';
import type { Done } from './acknowledge.ts';
import { holdOf } from './holds.ts';
import { intentFor } from './intents.ts';
import { type CreateAction, type JiraAction, refsOf } from './jira-action.ts';
import type { JiraSide, Receipt } from './jira-side.ts';
import type { TicketPlan } from './plan.ts';

/** What came of one ticket's actions. `refused` are holds, in Jira's words; `failure` is why the rest was not tried. */
export type Performance = {
  readonly done: readonly Done[];
  readonly refused: readonly Hold[];
  readonly settledIntents: readonly Intent[];
  readonly createdIntents: readonly Intent[];
  readonly failure: Failure | null;
};

type Progress = {
  readonly done: Done[];
  readonly refused: Hold[];
  readonly settledIntents: Intent[];
  readonly createdIntents: Intent[];
};

/** The creates that may run: what is in the intent log, and which of it no request was ever sent for. */
export type CreateLog = {
  readonly intents: readonly Intent[];
  readonly fresh: ReadonlySet<string>;
  /** Notes durably that the create is about to be sent again now. */
  readonly renew: (intent: Intent) => Promise<void>;
};

/** In which order one ticket's actions are carried out, and when each may be sent. */
export type Turns = {
  readonly inOrder: (actions: readonly JiraAction[]) => readonly JiraAction[];
  readonly take: (action: JiraAction) => Promise<void>;
};

/** As planned, and at once. */
export const AT_ONCE: Turns = { inOrder: (actions) => actions, take: async () => {} };

/**
 * Carries out the actions of many tickets: of one ticket strictly in order, of different ones side by side.
 * How many requests run at once is for the Jira side's limiter.
 */
export function performAll(
  jira: JiraSide,
  plans: readonly TicketPlan[],
  creates: CreateLog,
  now: string,
  turns: Turns,
): Promise<readonly Performance[]> {
  return Promise.all(plans.map((plan) => performPlan(jira, plan, creates, now, turns)));
}

async function performPlan(
  jira: JiraSide,
  plan: TicketPlan,
  creates: CreateLog,
  now: string,
  turns: Turns,
): Promise<Performance> {
  const progress: Progress = { done: [], refused: [], settledIntents: [], createdIntents: [] };
  for (const action of turns.inOrder(plan.jira)) {
    const intent = 'uid' in action ? intentFor(creates.intents, plan, action) : null;
    const turn = { plan, progress, intent, creates, now };
    try {
      await turns.take(action);
      await performAction(jira, action, turn);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { ...progress, failure: error };
    }
    if (intent !== null) progress.settledIntents.push(intent);
  }
  return { ...progress, failure: null };
}

type Turn = {
  readonly plan: TicketPlan;
  readonly progress: Progress;
  readonly intent: Intent | null;
  readonly creates: CreateLog;
  readonly now: string;
};

/** A refusal holds what it is about and lets the rest of the ticket go on; every other failure ends the ticket's turn. */
async function performAction(jira: JiraSide, action: JiraAction, turn: Turn): Promise<void> {
  try {
    turn.progress.done.push(await performOnce(jira, action, turn));
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'rejected') throw error;
    const named = refsOf(action).filter((ref) => Object.hasOwn(error.fields, ref));
    const parts = named.length > 0 ? [without(action, named)] : singleFields(action);
    const held = named.length > 0 ? named : parts.length > 0 ? [] : refsOf(action);
    turn.progress.refused.push(...held.map((ref) => refusal(turn.plan, ref, error, turn.now)));
    for (const part of parts) if (part !== null) await performAction(jira, part, turn);
  }
}

async function performOnce(jira: JiraSide, action: JiraAction, { intent, creates, progress }: Turn): Promise<Done> {
  if (intent === null) return { action, receipt: await jira.perform(action) };
  const sent = intent.action as CreateAction;
  const receipt = intent.result ?? (await create(jira, sent, intent, creates));
  if (receipt.id !== null) progress.createdIntents.push({ ...intent, result: { id: receipt.id, key: receipt.key } });
  // The file may say more than what was sent then: the ticket is looked at anew, from what its create carried.
  if (sent.kind === 'create-issue' && !creates.fresh.has(intent.uid)) throw new Failure('stale', MADE_EARLIER);
  return { action: sent, receipt };
}

const MADE_EARLIER = 'Jira has the issue that an earlier cycle began to make of the file; planning again';

/** A create that was begun before is looked for first: it may have worked although nobody heard the answer. */
async function create(jira: JiraSide, action: CreateAction, intent: Intent, creates: CreateLog): Promise<Receipt> {
  if (creates.fresh.has(intent.uid)) return jira.perform(action);
  const found = await jira.find({ action, atMs: intent.atMs, known: intent.known });
  if (found.kind === 'found') return found.receipt;
  if (found.kind === 'absent') {
    await creates.renew(intent);
    return jira.perform(action);
  }
  const message = 'a create whose answer was lost may still show up in Jira; looking again before repeating it';
  throw new Failure('transient', message, { retryAfterMs: found.retryAfterMs });
}

/** Jira named no field: each one is tried by itself, so that only the one it minds is held. */
function singleFields(action: JiraAction): readonly JiraAction[] {
  const refs = refsOf(action);
  if (action.kind !== 'update-issue' || refs.length < 2) return [];
  return refs.flatMap(
    (ref) =>
      without(
        action,
        refs.filter((other) => other !== ref),
      ) ?? [],
  );
}

function refusal(plan: TicketPlan, ref: string, failure: Failure, now: string): Hold {
  const words = Object.hasOwn(failure.fields, ref) ? failure.fields[ref] : undefined;
  const stake = plan.stakes[ref] ?? { git: null, jira: null };
  const reason = words === undefined ? failure.message : `Jira says: ${words}`;
  return holdOf(plan.base, { field: ref, kind: 'refused', reason, ...stake }, now);
}

/** What is left of an edit without the fields that Jira refused; null where nothing is. */
function without(action: JiraAction, refused: readonly string[]): JiraAction | null {
  if (action.kind !== 'update-issue') return null;
  const left = {
    ...action,
    values: omit(action.values, refused),
    sets: omit(action.sets, refused),
    texts: omit(action.texts, refused),
  };
  return refsOf(left).length === 0 ? null : left;
}

function omit<V>(record: Readonly<Record<string, V>>, names: readonly string[]): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
