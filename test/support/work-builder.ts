import type { Done } from '../../src/reconciler/acknowledge.ts';
import type { JiraAction } from '../../src/reconciler/jira-action.ts';
import type { Receipt } from '../../src/reconciler/jira-side.ts';
import type { PlanSettings } from '../../src/reconciler/observation.ts';
import { planTicket } from '../../src/reconciler/plan-ticket.ts';
import { matchAll } from '../../src/reconciler/text-requests.ts';
import type { Work } from '../../src/reconciler/work.ts';
import { observationOf, outcomesOf, settingsWith, type World } from './observation-builder.ts';

/** A ticket that was just planned, with whatever else the test cares about. */
export function workOf(world: World, settings: Partial<PlanSettings> = {}, more: Partial<Work> = {}): Work {
  const observation = observationOf(world);
  const rules = settingsWith(settings);
  const matches = matchAll(observation);
  const outcomes = outcomesOf(observation, matches, rules);
  return {
    ref: observation.key ?? observation.path,
    observation,
    matches,
    outcomes,
    plan: planTicket(observation, matches, outcomes, rules),
    stored: observation.base,
    found: [],
    done: [],
    settledIntents: [],
    createdIntents: [],
    failure: null,
    ...more,
  };
}

/** An action as Jira took it. */
export function doneOf(action: JiraAction | undefined, receipt: Receipt = { id: '55', key: null }): Done {
  if (action === undefined) throw new Error('nothing was planned for Jira');
  return { action, receipt };
}
