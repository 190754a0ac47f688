import { sameValue } from '../../model/canonical.ts';
import { Failure } from '../../model/failure.ts';
import type { Field } from '../../model/field.ts';
import { allInPresentNames, catalogueOf, inPresentNames } from '../../model/names.ts';
import type { Value, Values } from '../../model/value.ts';
import type { SetPatch } from '../jira-action.ts';
import { getUserByKey } from './client-site.ts';
import { handleOf } from './codec-context.ts';
import { readNames } from './read-names.ts';
import type { Session } from './session.ts';

type Named = { readonly values: Values; readonly sets?: Readonly<Record<string, SetPatch>> };

/**
 * Writes, and where Jira refuses a name, asks what things are called now: the same in those names is written once more,
 * where they make a difference. Throws Jira's last refusal.
 */
export async function inNewNames<A extends Named, R>(
  session: Session,
  action: A,
  write: (action: A) => Promise<R>,
): Promise<R> {
  try {
    return await write(action);
  } catch (error) {
    const refused = refusedFields(session, error);
    const hasNewPeople = await learnPeople(session, action, refused);
    if (refused.some((field) => catalogueOf(field) !== null)) await readNames(session);
    const renamed = renamedAction(session, action);
    if (renamed === null && !hasNewPeople) throw error;
    return write(renamed ?? action);
  }
}

function refusedFields({ codec }: Session, error: unknown): readonly Field[] {
  if (!(error instanceof Failure) || error.kind !== 'rejected') return [];
  return codec().fields.filter((field) => Object.hasOwn(error.fields, field.name));
}

/** True where somebody in these fields has another name by now, who is known by a key that stays. */
async function learnPeople(session: Session, action: Named, fields: readonly Field[]): Promise<boolean> {
  const { people } = session.options;
  const isOfPeople = (name: string) => fields.some((field) => field.name === name && field.kind.endsWith('user'));
  const values = Object.entries(action.values).flatMap(([name, value]) => (isOfPeople(name) ? [value].flat() : []));
  const added = Object.entries(action.sets ?? {}).flatMap(([name, { add }]) => (isOfPeople(name) ? add : []));
  const handles = [...new Set([...values, ...added].filter((each) => typeof each === 'string'))];
  let isNew = false;
  for (const handle of handles) {
    const [before, key] = [people.jiraNameOf(handle), people.userKeyOf(handle)];
    if (key === null) continue;
    const { status, body } = await getUserByKey(session.client, key);
    if (status === 200 && handleOf(body, session.codec()) === handle) isNew ||= people.jiraNameOf(handle) !== before;
  }
  return isNew;
}

/** Null where nothing in it has another name. */
function renamedAction<A extends Named>(session: Session, action: A): A | null {
  const { fields } = session.codec();
  const names = session.options.names.present();
  const values = allInPresentNames(action.values, fields, names);
  const sets = Object.entries(action.sets ?? {}).map(([name, patch]) => {
    const field = fields.find((each) => each.name === name) ?? { jira: null };
    return [name, renamedPatch(patch, (members) => inPresentNames(members, field, names))] as const;
  });
  const isSame = sets.every(([name, patch]) => samePatch(patch, action.sets?.[name]));
  if (values === action.values && isSame) return null;
  const left = sets.filter(([, { add, remove }]) => add.length + remove.length > 0);
  return { ...action, values, ...(action.sets === undefined ? {} : { sets: Object.fromEntries(left) }) };
}

/** What goes and comes under two names stays. */
function renamedPatch(patch: SetPatch, present: (members: readonly string[]) => Value): SetPatch {
  const add = members(present(patch.add));
  const remove = members(present(patch.remove));
  return {
    add: add.filter((member) => !remove.includes(member)),
    remove: remove.filter((member) => !add.includes(member)),
  };
}

function members(value: Value): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function samePatch(one: SetPatch, other: SetPatch | undefined): boolean {
  return other !== undefined && sameValue(one.add, other.add) && sameValue(one.remove, other.remove);
}
