import { describeChanges } from '../fields/describe-change.ts';
import { isRecord } from '../fields/field-kind.ts';
import { fieldRefusal, refusal } from '../jira-error.ts';
import type { User } from '../world/entities.ts';
import { recordOf } from '../world/find.ts';
import type { ChangeItem, FieldValues, Issue } from '../world/issue.ts';
import { type Transition, transitionsFrom } from '../world/workflow.ts';
import { allowed, type World } from '../world/world.ts';
import { applyExtras } from './apply-extras.ts';
import { commitUpdate } from './commit-update.ts';
import { readChanges, type WireChanges } from './read-changes.ts';

export interface TransitionRequest extends WireChanges {
  readonly transition?: unknown;
}

/** What this user may do with the issue now; nothing when the permission is missing. */
export function availableTransitions(world: World, actor: User | null, issue: Issue): readonly Transition[] {
  if (actor === null || issue.archived || !allowed(actor, 'transition-issues')) return [];
  return transitionsFrom(recordOf(world.projects, issue.projectId, 'project').workflow, issue.statusId);
}

export function transitionIssue(
  world: World,
  actor: User,
  issue: Issue,
  request: TransitionRequest,
  api: '2' | '3',
): Issue {
  const transition = readTransition(world, actor, issue, request.transition);
  const onScreen = new Set(transition.screen.map((each) => each.fieldId));
  const { values: read, extras } = readChanges(
    request,
    {
      world,
      actor,
      api,
      projectId: issue.projectId,
      typeId: issue.typeId,
      before: issue.values,
      isOnScreen: (field) => onScreen.has(field.id),
    },
    [],
  );
  requireScreenFields(world, transition, request, read);
  const values = withResolution(transition, read);
  const before = recordOf(world.statuses, issue.statusId, 'status');
  const now = recordOf(world.statuses, transition.to, 'status');
  const item: ChangeItem = {
    field: 'status',
    fieldtype: 'jira',
    fieldId: 'status',
    from: before.id,
    fromText: before.name,
    to: now.id,
    toText: now.name,
  };
  const nowMs = world.now();
  const after: Issue = {
    ...issue,
    values,
    statusId: now.id,
    resolvedMs:
      values.resolution === undefined ? null : values.resolution === issue.values.resolution ? issue.resolvedMs : nowMs,
    statusChangedMs: before.category === now.category ? issue.statusChangedMs : nowMs,
  };
  const items = [
    ...describeChanges(world, issue.projectId, issue.values, values),
    ...(before.id === now.id ? [] : [item]),
  ];
  const committed = commitUpdate(world, { actor, before: issue, after, items, cause: 'transitioned' });
  return applyExtras(world, actor, committed, extras, api);
}

function readTransition(world: World, actor: User, issue: Issue, wire: unknown): Transition {
  const id = isRecord(wire) ? wire.id : undefined;
  if (id === undefined) throw refusal(400, "Missing 'transition' identifier");
  const found = availableTransitions(world, actor, issue).find((each) => each.id === String(id));
  if (found) return found;
  throw refusal(world.settings.badTransitionStatus, `Transition id '${String(id)}' is not valid for this issue.`);
}

/** A required field of the screen must be in the request, even when the issue already has a value. */
function requireScreenFields(
  world: World,
  transition: Transition,
  request: TransitionRequest,
  values: FieldValues,
): void {
  const given = new Set([request.fields, request.update].flatMap((part) => (isRecord(part) ? Object.keys(part) : [])));
  const missing = transition.screen.filter(
    (each) => each.required && (!given.has(each.fieldId) || values[each.fieldId] === undefined),
  );
  if (missing.length === 0) return;
  const name = (id: string) => recordOf(world.fields, id, 'field').name;
  throw fieldRefusal(Object.fromEntries(missing.map((each) => [each.fieldId, `${name(each.fieldId)} is required.`])));
}

/** The post-function of the transition. */
function withResolution(transition: Transition, values: FieldValues): FieldValues {
  const { resolution } = transition;
  if (resolution.kind === 'keep') return values;
  if (resolution.kind === 'set') return { ...values, resolution: resolution.id };
  const { resolution: _cleared, ...others } = values;
  return others;
}
