import type { Field } from '../../model/field.ts';
import { parseValue } from '../../model/parse-value.ts';
import { renderValue } from '../../model/render-value.ts';
import type { TicketDoc } from '../../model/ticket.ts';
import { isOfflineKey } from '../../model/ticket-ref.ts';
import type { Value } from '../../model/value.ts';
import { NOTHING_REQUESTED, type Observation } from '../observation.ts';
import type { Parts } from '../parts.ts';
import { planCreate } from '../plan-create.ts';
import { reconcileTexts } from '../reconcile-texts.ts';
import { settingsOf } from '../settings-of.ts';
import {
  entryFor,
  type PlannedRequest,
  type RequestContext,
  type RequestOf,
  refused,
  uidOf,
} from './planned-request.ts';
import { keyOfOffline, twinPath } from './twin.ts';

/** A new ticket is planned as the file would be that says the same. Values are canonical, or as a file writes them. */
export async function planCreateRequest(
  request: RequestOf<'create'>,
  context: RequestContext,
): Promise<PlannedRequest> {
  const { parts, site } = context;
  const tip = await parts.git.tip();
  const pushed = context.key === null ? null : twinPath(parts.project.key(), context.key);
  if (pushed !== null && tip !== null && (await parts.store.lookUp(tip, [pushed])).size > 0) {
    return { kind: 'pushed', ref: pushed, issue: null, line: null };
  }
  const { doc, wrong } = readValues(request, parts);
  if (Object.keys(wrong).length > 0) return refused(wrong);
  const settings = settingsOf(parts, { site, retryHeld: false });
  const file = { kind: 'ticket', blob: '', source: '', doc } as const;
  const observation = { ...NO_TICKET, path: pushed ?? `issues/${context.id}.md`, commit: tip, git: file };
  const [observed] = await reconcileTexts([observation], settings, parts.texts);
  const plan = planCreate(observation, doc, observed?.outcomes ?? new Map(), settings);
  const action = plan.jira.find((each) => each.kind === 'create-issue');
  if (action === undefined) return refused({ description: plan.holds[0]?.reason ?? 'it cannot be written to Jira' });
  return entryFor(context, { ...action, uid: uidOf(context), reason: 'asked for' }, { texts: doc.texts });
}

/** What is known of a ticket that is nowhere yet. */
export const NO_TICKET: Omit<Observation, 'path' | 'commit' | 'git'> = {
  key: null,
  base: null,
  misnamed: null,
  removed: null,
  returned: false,
  jira: { kind: 'missing' },
  unseen: new Map(),
  stopped: new Map(),
  rewound: [],
  worklogs: [],
  storedWorklogs: [],
  worklogProblems: [],
  begun: new Set(),
  requested: NOTHING_REQUESTED,
  committer: null,
  gitChangedAtMs: null,
  changeTimes: new Map(),
};

function readValues(
  { values, description }: RequestOf<'create'>,
  parts: Parts,
): { readonly doc: TicketDoc; readonly wrong: Readonly<Record<string, string>> } {
  const read: Record<string, Value> = {};
  const texts: Record<string, string> = { description };
  const wrong: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = parts.project.fields().find((each) => each.name === name);
    const problem = field === undefined ? `this project has no field "${name}"` : readField(field, value, parts);
    if (typeof problem === 'string') wrong[name] = problem;
    else if (field?.kind === 'text') texts[name] = String(problem.value ?? '');
    else read[name] = problem.value;
  }
  const isUntitled = (read.title ?? null) === null && wrong.title === undefined;
  if (isUntitled) wrong.title = 'a ticket needs a title';
  return { doc: { values: read, texts, comments: [], problems: [] }, wrong };
}

/** The canonical value, or what is wrong with it. */
function readField(field: Field, value: Value, parts: Parts): { readonly value: Value } | string {
  if (field.via !== 'edit' || field.name === 'description')
    return `"${field.name}" cannot be set when a ticket is created`;
  if (value === null) return { value };
  if (field.kind === 'text') return typeof value === 'string' ? { value } : `"${field.name}" takes a text`;
  const parsed = parseValue(field, renderValue(field, value), parts.project.format());
  if (parsed.kind === 'invalid') return parsed.reason;
  if (field.kind === 'key' && typeof parsed.value === 'string') return knownKey(field, parsed.value, parts);
  const handles = parts.project.textPeople().handleByJiraName;
  const person = (name: string) => (Object.hasOwn(handles, name) ? (handles[name] ?? name) : name);
  if (field.kind === 'user' && typeof parsed.value === 'string') return { value: person(parsed.value) };
  return { value: parsed.value };
}

/** An offline ticket that was created meanwhile is known by its key. */
function knownKey(field: Field, ref: string, { snapshot }: Parts): { readonly value: Value } | string {
  if (!isOfflineKey(ref)) return { value: ref };
  const key = keyOfOffline(snapshot, ref);
  return key === null ? `"${field.name}": ${ref} is not in Jira yet` : { value: key };
}
