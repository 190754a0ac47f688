import { isTicketKey, projectOf } from '../model/ticket-key.ts';

const ISSUE_ID = /^[1-9][0-9]{0,18}$/;
const ISSUE_IN_ADDRESS = /\/issue\/([1-9][0-9]{0,18})(?:\/|$)/;

/**
 * The issues that a webhook body speaks of, by key where it has one of the project, else by id. Worklogs and links
 * carry ids only, and a comment may name its issue in its address alone. Nothing else of a body is ever believed.
 */
export function issuesOfWebhook(body: unknown, project: string): readonly string[] {
  const issue = at(body, 'issue');
  const key = keyOf(at(issue, 'key'), project);
  const named = key === null ? [idOf(at(issue, 'id')), idIn(at(body, 'comment', 'self'))] : [key];
  const others = [
    ...formerKeys(body).map((former) => keyOf(former, project)),
    idOf(at(body, 'worklog', 'issueId')),
    idOf(at(body, 'issueLink', 'sourceIssueId')),
    idOf(at(body, 'issueLink', 'destinationIssueId')),
  ];
  return [...new Set([...named, ...others].filter((ref) => ref !== null))];
}

/** When Jira says that it happened, in epoch milliseconds of its clock: for measuring only. Null where it does not say. */
export function sentAtOfWebhook(body: unknown): number | null {
  const sentAt = at(body, 'timestamp');
  return typeof sentAt === 'number' && Number.isSafeInteger(sentAt) && sentAt > 0 ? sentAt : null;
}

/** An issue that moved is found under its old key too. */
function formerKeys(body: unknown): readonly unknown[] {
  const items = at(body, 'changelog', 'items');
  if (!Array.isArray(items)) return [];
  return items.filter((item) => at(item, 'field') === 'Key').map((item) => at(item, 'fromString'));
}

function keyOf(value: unknown, project: string): string | null {
  return typeof value === 'string' && isTicketKey(value) && projectOf(value) === project ? value : null;
}

function idOf(value: unknown): string | null {
  const id = typeof value === 'number' ? String(value) : value;
  return typeof id === 'string' && ISSUE_ID.test(id) ? id : null;
}

function idIn(address: unknown): string | null {
  return typeof address === 'string' ? (ISSUE_IN_ADDRESS.exec(address)?.[1] ?? null) : null;
}

function at(value: unknown, ...names: readonly string[]): unknown {
  let here = value;
  for (const name of names) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}
