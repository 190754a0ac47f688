import { Failure } from '../model/failure.ts';
import { acknowledge, baseOfCreated, baseToStartFrom, type Done } from './acknowledge.ts';
import { mergeFindings } from './merge-findings.ts';
import type { PlanSettings } from './observation.ts';
import type { Performance } from './perform.ts';
import type { Work } from './work.ts';

/** The ticket's work after its actions were performed: the base has moved on, refusals are held. */
export function advanceWork(work: Work, performance: Performance | undefined, settings: PlanSettings): Work {
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
