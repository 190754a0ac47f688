import type { Failure } from '../model/failure.ts';
import type { TicketBase } from '../snapshot/base.ts';
import type { Intent } from '../snapshot/intent.ts';
import type { Done } from './acknowledge.ts';
import type { Observation, TextOutcomes } from './observation.ts';
import type { Finding, TicketPlan } from './plan.ts';
import type { Matches } from './text-requests.ts';

/** An observation with its texts reconciled: all a plan is made from. */
export type Observed = {
  readonly observation: Observation;
  readonly matches: Matches;
  readonly outcomes: TextOutcomes;
};

/** One ticket on its way through a cycle. A new value at every step, never a changed one. */
export type Work = Observed & {
  /** What the queue knows it by: a key, or the path of a file that has none. */
  readonly ref: string;
  readonly plan: TicketPlan;
  /** The base as the snapshot has it; the observation's own moves on with every action that Jira takes. */
  readonly stored: TicketBase | null;
  /** What the plans found whose writes Jira was sent: the next plan finds it agreed. */
  readonly found: readonly Finding[];
  /** What Jira did in this cycle. */
  readonly done: readonly Done[];
  /** Creates that are over, carried out or refused: their intents may go. */
  readonly settledIntents: readonly Intent[];
  /** The creates that were carried out, with what Jira answered. */
  readonly createdIntents: readonly Intent[];
  /** Why the ticket could not be finished in this cycle. */
  readonly failure: Failure | null;
};
