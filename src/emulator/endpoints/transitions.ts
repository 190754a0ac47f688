import { getIssue, getIssueForWriting } from '../acts/get-issue.ts';
import { availableTransitions, transitionIssue } from '../acts/transition-issue.ts';
import { renderFieldMeta } from '../fields/field-meta.ts';
import { bodyOf, type Call, listIn, noContent, ok, type Reply, signedIn, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { renderStatus } from '../render/catalogue.ts';
import { recordOf } from '../world/find.ts';
import type { Issue } from '../world/issue.ts';
import type { Transition } from '../world/workflow.ts';
import { isCloud } from '../world/world.ts';

export const transitionRoutes: readonly Route[] = [
  apiRoute('GET', 'issue/:issue/transitions', list),
  apiRoute('POST', 'issue/:issue/transitions', perform),
];

function list(call: Call): Reply {
  const issue = getIssue(call.world, call.caller, call.params.issue ?? '');
  const wanted = call.query.get('transitionId');
  const withFields = listIn(call, 'expand').includes('transitions.fields');
  const transitions = availableTransitions(call.world, call.caller, issue)
    .filter((each) => wanted === null || each.id === wanted)
    .map((each, index) => render(call, issue, each, index, withFields));
  return ok({ expand: 'transitions', transitions });
}

function render(
  call: Call,
  issue: Issue,
  transition: Transition,
  index: number,
  withFields: boolean,
): Record<string, unknown> {
  const { world } = call;
  const view = viewOf(call);
  const cloudOnly = {
    isGlobal: transition.from === null,
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    isLooped: false,
  };
  const fields = transition.screen.map(({ fieldId, required }) => {
    const field = recordOf(world.fields, fieldId, 'field');
    return [fieldId, renderFieldMeta(field, view, issue.projectId, required)] as const;
  });
  return {
    id: transition.id,
    name: transition.name,
    ...(isCloud(world) ? {} : { description: '', opsbarSequence: (index + 1) * 10 }),
    to: renderStatus(recordOf(world.statuses, transition.to, 'status'), view),
    ...(isCloud(world) ? { hasScreen: transition.screen.length > 0, ...cloudOnly } : {}),
    ...(withFields ? { fields: Object.fromEntries(fields) } : {}),
  };
}

function perform(call: Call): Reply {
  const actor = signedIn(call);
  const issue = getIssueForWriting(call.world, actor, call.params.issue ?? '');
  transitionIssue(call.world, actor, issue, bodyOf(call), call.api);
  return noContent;
}
