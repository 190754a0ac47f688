import type { ChangeItem, FieldValues } from '../world/issue.ts';
import type { Estimates } from '../world/issue-values.ts';
import { isCloud, type World } from '../world/world.ts';
import { type FieldDefinition, isCustom } from './field-definition.ts';
import type { ChangeSide, FieldContext } from './field-kind.ts';
import { kindOf } from './kind-of.ts';

const nothing: ChangeSide = { id: null, text: null };

const changelogNames: Readonly<Record<string, string>> = {
  components: 'Component',
  fixVersions: 'Fix Version',
  versions: 'Version',
};

/** The changelog lines of a step from one set of values to another. */
export function describeChanges(
  world: World,
  projectId: string,
  before: FieldValues,
  after: FieldValues,
): readonly ChangeItem[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...ids].flatMap((id) => {
    const field = world.fields.get(id);
    if (!field || same(before[id], after[id])) return [];
    return describeChange({ world, field, projectId, api: '2' }, before[id] ?? null, after[id] ?? null);
  });
}

function describeChange(context: FieldContext, before: unknown, after: unknown): readonly ChangeItem[] {
  const { field } = context;
  if (field.kind === 'timetracking') return estimateItems(before as Estimates | null, after as Estimates | null);
  if (field.kind === 'components' || field.kind === 'versions') return memberItems(context, before, after);
  return [changeItem(context.world, field, side(context, before), side(context, after))];
}

function side(context: FieldContext, value: unknown): ChangeSide {
  return value === null ? nothing : kindOf(context.field).describe(value, context);
}

/** Components and versions: one line for each member that came or went. */
function memberItems(context: FieldContext, before: unknown, after: unknown): readonly ChangeItem[] {
  const old = (before ?? []) as readonly string[];
  const now = (after ?? []) as readonly string[];
  const one = (id: string) => side(context, [id]);
  const gone = old
    .filter((id) => !now.includes(id))
    .map((id) => changeItem(context.world, context.field, one(id), nothing));
  const come = now
    .filter((id) => !old.includes(id))
    .map((id) => changeItem(context.world, context.field, nothing, one(id)));
  return [...gone, ...come];
}

function estimateItems(before: Estimates | null, after: Estimates | null): readonly ChangeItem[] {
  return [
    ...secondsItem('timeestimate', before?.remainingSeconds ?? null, after?.remainingSeconds ?? null),
    ...secondsItem('timeoriginalestimate', before?.originalSeconds ?? null, after?.originalSeconds ?? null),
  ];
}

/** A line about an amount of seconds, or none when it stayed. */
export function secondsItem(fieldId: string, before: number | null, after: number | null): readonly ChangeItem[] {
  if (before === after) return [];
  const from = before === null ? null : String(before);
  const to = after === null ? null : String(after);
  return [{ field: fieldId, fieldtype: 'jira', fieldId, from, fromText: from, to, toText: to }];
}

export function changeItem(world: World, field: FieldDefinition, from: ChangeSide, to: ChangeSide): ChangeItem {
  const parent = field.id === 'parent';
  return {
    field: parent ? parentName(world) : isCustom(field) ? field.name : (changelogNames[field.id] ?? field.id),
    fieldtype: isCustom(field) ? 'custom' : 'jira',
    fieldId: parent ? null : field.id,
    from: from.id,
    fromText: from.text,
    to: to.id,
    toText: to.text,
  };
}

function parentName(world: World): string {
  return isCloud(world) ? 'IssueParentAssociation' : 'Parent';
}

/** Stored values are JSON-like, made by the same code in the same order of members. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
