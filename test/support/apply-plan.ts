import { canonicalText } from '../../src/model/canonical.ts';
import type { TicketDoc } from '../../src/model/ticket.ts';
import type { GitWorklog, WorklogLine } from '../../src/model/worklog.ts';
import { worklogMonth } from '../../src/model/worklog-line.ts';
import { acknowledge, baseOfCreated, baseToStartFrom, type Done } from '../../src/reconciler/acknowledge.ts';
import type { GitAction } from '../../src/reconciler/git-action.ts';
import type { JiraAction } from '../../src/reconciler/jira-action.ts';
import type { Observation, PlanSettings } from '../../src/reconciler/observation.ts';
import type { TicketPlan } from '../../src/reconciler/plan.ts';
import { planTicket } from '../../src/reconciler/plan-ticket.ts';
import { reconcileTexts } from '../../src/reconciler/reconcile-texts.ts';
import { createInlineTextService } from '../../src/reconciler/text/text-service.ts';
import type { Observed } from '../../src/reconciler/work.ts';
import { applyJiraAction } from './apply-jira-action.ts';

/** The order in which actions of one plan are carried out: the identity, or a shuffle of those that do not depend on each other. */
export type Order = <A>(actions: readonly A[]) => readonly A[];

/** What one cycle came to: the states it left and every plan on the way. */
export type Cycle = { readonly after: Observation; readonly plans: readonly TicketPlan[] };

const MOST_ROUNDS = 4;
const NEW_DOC: TicketDoc = { values: {}, texts: {}, comments: [], problems: [] };
const texts = createInlineTextService();

/** Plans a ticket and carries the plan out over plain values, as a cycle does: Jira first, read back, then git and base. */
export async function runCycle(before: Observation, settings: PlanSettings, order: Order = (a) => a): Promise<Cycle> {
  let state = before;
  let planned = await planOnce(state, settings);
  const plans = [planned.plan];
  for (let round = 0; round < MOST_ROUNDS && planned.plan.jira.length > 0; round++) {
    state = writeToJira(planned, settings, order);
    planned = await planOnce(state, settings);
    plans.push(planned.plan);
  }
  const { base, key, forget } = planned.plan;
  const agreed = forget ? null : base;
  const after = { ...writeToGit(state, planned.plan, order), key, base: agreed };
  return { after: { ...after, storedWorklogs: agreed?.worklogs ?? [] }, plans };
}

type Planned = Observed & { readonly plan: TicketPlan };

async function planOnce(observation: Observation, settings: PlanSettings): Promise<Planned> {
  const [observed] = await reconcileTexts([observation], settings, texts);
  if (observed === undefined) throw new Error('no texts came back for the ticket');
  return { ...observed, plan: planTicket(observation, observed.matches, observed.outcomes, settings) };
}

function writeToJira(planned: Planned, settings: PlanSettings, order: Order): Observation {
  const { observation, plan } = planned;
  let jira = observation.jira.kind === 'present' ? observation.jira.ticket : null;
  const done: Done[] = [];
  for (const action of order<JiraAction>(plan.jira)) {
    const { ticket, receipt } = applyJiraAction(jira, action);
    jira = ticket;
    done.push({ action, receipt });
  }
  if (jira === null) return observation;
  const base = baseAfter(planned, done, settings);
  return { ...observation, key: jira.key, base, jira: { kind: 'present', ticket: jira } };
}

function baseAfter(planned: Planned, done: readonly Done[], settings: PlanSettings) {
  const { observation } = planned;
  const [first] = done;
  if (first?.action.kind === 'create-issue') {
    const { id, key } = first.receipt;
    return baseOfCreated(first.action, { id: id ?? '', key: key ?? '' }, observation, settings.format);
  }
  const base = baseToStartFrom(observation);
  return base === null ? null : acknowledge(base, done, { ...planned, settings });
}

/** The branch after the actions: the ticket's file, and the lines of each month numbered anew. */
function writeToGit(observation: Observation, plan: TicketPlan, order: Order): Observation {
  let { git, path, removed } = observation;
  for (const action of order<GitAction>(plan.git)) {
    if (action.kind === 'remove-ticket') git = { kind: 'absent' };
    if (action.kind !== 'write-ticket') continue;
    const old = git.kind === 'ticket' ? git.doc : action.from === null ? NEW_DOC : (removed?.doc ?? NEW_DOC);
    git = { kind: 'ticket', blob: 'b'.repeat(40), source: '', doc: editDoc(old, action.edit) };
    path = action.to;
    removed = null;
  }
  return { ...observation, git, path, removed, worklogs: editLines(observation.worklogs, order(plan.git)) };
}

/** Texts are as a file gives them back: line ends are `\n`, without blank lines around. */
function editDoc(doc: TicketDoc, edit: Extract<GitAction, { kind: 'write-ticket' }>['edit']): TicketDoc {
  const written = Object.entries(edit.texts).map(([name, text]) => [name, canonicalText(text)]);
  return {
    values: { ...doc.values, ...edit.values },
    texts: { ...doc.texts, ...Object.fromEntries(written) },
    comments: edit.comments?.map(({ comment }) => ({ ...comment, body: canonicalText(comment.body) })) ?? doc.comments,
    problems: doc.problems,
  };
}

function editLines(lines: readonly WorklogLine[], actions: readonly GitAction[]): readonly WorklogLine[] {
  const edited = lines.flatMap(({ month, line, worklog }) => {
    const mine = actions.filter((action) => 'line' in action && action.month === month && action.line === line);
    if (mine.length > 1) throw new Error(`line ${line} of ${month} is changed twice by one plan`);
    const [action] = mine;
    if (action?.kind === 'remove-worklog') return [];
    return [action?.kind === 'replace-worklog' ? action.worklog : worklog];
  });
  const added = actions.flatMap((action) => (action.kind === 'add-worklog' ? [action.worklog] : []));
  return numbered([...edited, ...added]);
}

/** Entries as the lines of their months' files. */
export function numbered(entries: readonly GitWorklog[]): readonly WorklogLine[] {
  const counts = new Map<string, number>();
  return entries.map((worklog) => {
    const month = worklogMonth(worklog.started);
    const line = (counts.get(month) ?? 0) + 1;
    counts.set(month, line);
    return { month, line, worklog };
  });
}
