import type { Policy } from '../model/field.ts';
import type { TextInput, TextOutcome } from '../model/text/text-outcome.ts';
import { meetComments } from './memory/meet-comments.ts';
import type { Observation, PlanSettings } from './observation.ts';
import type { TextService } from './text/text-service.ts';
import { textPolicy } from './text-policy.ts';
import { matchAll, textRequests } from './text-requests.ts';
import { timesOf } from './times-of.ts';
import type { Observed } from './work.ts';

/** Reconciles every text of every ticket, in one go through the worker. */
export async function reconcileTexts(
  observations: readonly Observation[],
  settings: PlanSettings,
  texts: TextService,
): Promise<readonly Observed[]> {
  const prepared = observations.map((observation) => {
    const matches = matchAll(observation);
    return { observation, matches, requests: textRequests(observation, matches, settings) };
  });
  const inputs = prepared.flatMap(({ requests }) => requests.map(({ input }) => input));
  const outcomes = await texts.reconcile(inputs);
  let next = 0;
  return Promise.all(
    prepared.map(async ({ observation, matches, requests }): Promise<Observed> => {
      const mine = requests.map((request) => ({ ...request, outcome: outcomes[next++] as TextOutcome }));
      const settled = await Promise.all(
        mine.map(async ({ ref, input, outcome }) => {
          const policy = policyFor(ref, input, observation, settings);
          return [ref, await settleText(outcome, input, policy, texts)] as const;
        }),
      );
      return meetComments({ observation, matches, outcomes: new Map(settled) });
    }),
  );
}

/** Applies the policy to a text that did not merge; without one it stays a conflict, for a person. */
async function settleText(
  outcome: TextOutcome,
  input: TextInput,
  policy: Policy,
  texts: TextService,
): Promise<TextOutcome> {
  if (outcome.kind !== 'conflict' || policy === 'hold' || policy === 'newest') return outcome;
  if (policy === 'jira') {
    const [told] = await texts.reconcile([{ ...input, base: null, git: outcome.jira }]);
    const { approximated, carried } = told?.kind === 'agreed' ? told : { approximated: [], carried: 0 };
    return { kind: 'agreed', verdict: 'jira', markdown: outcome.jira, jira: input.jira, approximated, carried };
  }
  const asIfJiraWereBase = { ...input, base: { markdown: outcome.jira, jira: input.jira } };
  const [settled] = await texts.reconcile([asIfJiraWereBase]);
  return settled ?? outcome;
}

/** `newest` becomes the side that changed last, where both times are known. */
function policyFor(ref: string, { base }: TextInput, observation: Observation, settings: PlanSettings): Policy {
  const policy = textPolicy(ref, settings);
  // A text from a backup of Jira overrules nothing.
  if (base === null && observation.base?.older !== undefined) return 'hold';
  if (policy !== 'newest') return policy;
  const { gitChangedAtMs, jiraUpdatedMs } = timesOf(ref, observation);
  if (gitChangedAtMs === null || jiraUpdatedMs === null) return policy;
  return gitChangedAtMs > jiraUpdatedMs ? 'git' : 'jira';
}
