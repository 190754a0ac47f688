import { Failure } from '../../model/failure.ts';
import type { Field } from '../../model/field.ts';
import type { Value, Values } from '../../model/value.ts';
import type { JiraTexts, SetPatch } from '../jira-action.ts';
import type { CodecContext } from './codec-context.ts';
import { type Estimates, encodeEstimates, estimateMember } from './encode-estimates.ts';
import { encodeMember, encodeValue } from './encode-value.ts';
import { encodeText } from './jira-text-value.ts';
import type { Session } from './session.ts';
import { sprintIdOf } from './sprint-ids.ts';

/** The body of a create or an edit. A field is in one of the two only. */
export type Payload = {
  readonly fields: Record<string, unknown>;
  readonly update: Record<string, readonly object[]>;
};

export type Changes = {
  readonly values: Values;
  readonly sets: Readonly<Record<string, SetPatch>>;
  readonly texts: JiraTexts;
};

/** What an action wants, in Jira's terms, and nothing besides. */
export async function encodeFields(session: Session, changes: Changes): Promise<Payload> {
  const context = session.codec();
  const payload: Payload = { fields: {}, update: {} };
  const estimates: Record<string, Estimates[string]> = {};
  for (const [name, value] of Object.entries(changes.values)) {
    const { field, jira } = fieldOf(name, context);
    const member = estimateMember(field);
    if (member === null) await putValue(session, payload, field, jira, value);
    else estimates[member] = { field: name, value };
  }
  if (Object.keys(estimates).length > 0) payload.fields.timetracking = encodeEstimates(estimates);
  for (const [name, patch] of Object.entries(changes.sets)) {
    const { field, jira } = fieldOf(name, context);
    payload.update[jira] = verbsOf(field, patch, context);
  }
  for (const [name, text] of Object.entries(changes.texts)) {
    payload.fields[fieldOf(name, context).jira] = encodeText(text);
  }
  return payload;
}

async function putValue(session: Session, payload: Payload, field: Field, jira: string, value: Value): Promise<void> {
  if (field.kind === 'sprint') {
    payload.fields[jira] = value === null ? null : await sprintIdOf(session, String(value));
  } else if (jira === 'parent' && value === null) {
    payload.update.parent = [{ set: { none: true } }];
  } else {
    payload.fields[jira] = encodeValue(field, value, session.codec());
  }
}

/** Adding and removing members leaves alone what somebody else added meanwhile. */
function verbsOf(field: Field, { add, remove }: SetPatch, context: CodecContext): readonly object[] {
  return [
    ...add.map((member) => ({ add: encodeMember(field, member, context) })),
    ...remove.map((member) => ({ remove: encodeMember(field, member, context) })),
  ];
}

function fieldOf(name: string, { fields }: CodecContext): { readonly field: Field; readonly jira: string } {
  const field = fields.find((each) => each.name === name);
  if (field?.jira) return { field, jira: field.jira };
  const words = 'this Jira has no such field; map it in .tract/config.yaml';
  throw new Failure('rejected', `${name}: ${words}`, { fields: { [name]: words } });
}
