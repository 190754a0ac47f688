import { Failure } from '../../model/failure.ts';
import type { Values } from '../../model/value.ts';
import type { JiraAction, JiraTexts } from '../jira-action.ts';
import type { Receipt } from '../jira-side.ts';
import { postIssue, putIssue } from './client-issue.ts';
import { createScreenOf } from './create-screen.ts';
import { PROPERTY } from './decode-entries.ts';
import { encodeFields } from './encode-fields.ts';
import { inNewNames } from './in-new-names.ts';
import { record, text } from './raw.ts';
import type { Session } from './session.ts';

type CreateIssue = Extract<JiraAction, { readonly kind: 'create-issue' }>;

/** Always taken, whether or not the screen lists them. */
const NEEDED = new Set(['summary', 'issuetype', 'parent']);

/**
 * Creates an issue that carries the action's uid in a property, by which it is found again, and which file it was. What the create screen does
 * not take is set by an edit right after; where that is refused the issue exists all the same, and differs still.
 * Status, resolution and links are no part of a create.
 */
export async function performCreateIssue(session: Session, action: CreateIssue): Promise<Receipt> {
  return inNewNames(session, action, (named) => create(session, named));
}

async function create(session: Session, action: CreateIssue): Promise<Receipt> {
  const screen = await screenOf(session, action);
  const isTaken = (name: string) => takes(session, screen, name);
  const first = parts(session, action, isTaken);
  const payload = await encodeFields(session, { ...first, sets: {} });
  const { uid, path, content = null } = action;
  const { body } = await postIssue(session.client, {
    fields: { project: { key: session.options.project }, ...payload.fields },
    properties: [{ key: PROPERTY, value: { uid, path, content } }],
  });
  const receipt = { id: text(record(body)?.id), key: text(record(body)?.key) };
  const rest = parts(session, action, (name) => !isTaken(name));
  if (receipt.id !== null) await setRest(session, receipt.id, rest);
  return receipt;
}

async function screenOf(session: Session, { values }: CreateIssue): Promise<ReadonlySet<string>> {
  const type = String(values.type ?? '');
  const screen = await createScreenOf(session, type);
  if (screen !== null) return screen;
  const words = `project ${session.options.project} has no issue type "${type}" that our account may create`;
  throw new Failure('rejected', words, { fields: { type: words } });
}

function takes({ codec }: Session, screen: ReadonlySet<string>, name: string): boolean {
  const id =
    codec()
      .fields.find((field) => field.name === name)
      ?.jira?.split('.')[0] ?? '';
  return NEEDED.has(id) || screen.has(id);
}

type Parts = { readonly values: Values; readonly texts: JiraTexts };

/** What an edit of fields can say of the ticket, and nothing that is empty. */
function parts(session: Session, { values, texts }: CreateIssue, isWanted: (name: string) => boolean): Parts {
  const { fields } = session.codec();
  const via = new Map(fields.map((field) => [field.name, field.via]));
  const isOurs = (name: string) => via.get(name) === 'edit' && isWanted(name);
  return {
    values: Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== null && isOurs(name))),
    texts: Object.fromEntries(Object.entries(texts).filter(([name, value]) => value !== null && isOurs(name))),
  };
}

async function setRest(session: Session, issue: string, rest: Parts): Promise<void> {
  const names = [...Object.keys(rest.values), ...Object.keys(rest.texts)];
  if (names.length === 0) return;
  try {
    await putIssue(session.client, issue, await encodeFields(session, { ...rest, sets: {} }));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    session.options.log.warn('Fields not set on a new issue', { issue, fields: names, reason: error.message });
  }
}
