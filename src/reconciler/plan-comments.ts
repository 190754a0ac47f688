import { fingerprint } from '../model/fingerprint.ts';
import { sameJiraText, sameMarkdown } from '../model/text/reconcile/same-text.ts';
import type { CommentSlot, TicketDoc } from '../model/ticket.ts';
import type { BaseComment } from '../snapshot/base.ts';
import { holdOf, standingRefusal } from './holds.ts';
import type { JiraAction } from './jira-action.ts';
import type { JiraTicket } from './jira-ticket.ts';
import { overruledEdit, type Presence } from './judge-presence.ts';
import type { CommentMatch } from './match-comments.ts';
import { judgeEntry, reasonOfHeld } from './memory/lost-entry.ts';
import type { Observation, PlanSettings, TextOutcomes } from './observation.ts';
import { reasonOfOlder } from './older-jira.ts';
import { leavesAsIs, orderSlots } from './order-slots.ts';
import { EMPTY_PART, joinParts, type PlanPart } from './plan.ts';
import { refusalReason } from './refusal-reason.ts';
import { stoppedHold, withOneStop } from './stopped-removals.ts';
import { decideText, outcomeOf } from './text-decision.ts';
import { isAwaited, tellHidden } from './unseen-entries.ts';

/** The comments of one ticket: `slots` is the file's new list, null where it stays as it is. */
export type CommentsPlan = PlanPart & {
  readonly slots: readonly CommentSlot[] | null;
  readonly agreed: readonly BaseComment[];
};

/** What one comment contributes: its place in the file (null: none) and what is agreed of it. */
type CommentPlan = { readonly part: PlanPart; readonly slot: CommentSlot | null; readonly agreed: BaseComment | null };

type Context = {
  readonly observation: Observation;
  readonly ticket: JiraTicket;
  readonly outcomes: TextOutcomes;
  readonly settings: PlanSettings;
};

/** Plans every comment by itself, then puts those that stay into the order of the file. */
export function planComments(matches: readonly CommentMatch[], doc: TicketDoc | null, context: Context): CommentsPlan {
  const plans = matches.map((match) => planComment(match, context));
  const slots = orderSlots(plans.flatMap((plan) => (plan.slot === null ? [] : [plan.slot])));
  return {
    ...withOneStop(joinParts(plans.map((plan) => plan.part))),
    slots: leavesAsIs(slots, doc?.comments ?? []) ? null : slots,
    agreed: plans.flatMap((plan) => (plan.agreed === null ? [] : [plan.agreed])),
  };
}

function planComment(match: CommentMatch, context: Context): CommentPlan {
  if (isAwaited(context.observation, match.ref)) return { part: EMPTY_PART, slot: slotOf(match), agreed: match.base };
  const presence = commentPresence(match);
  if (context.ticket.hides.includes('comments')) return leaveHidden(match, presence, context);
  const verdict = judgeEntry(match, presence, policyOf(context.settings), olderOf(match, context));
  const stop = verdict === 'remove-from-git' || verdict === 'remove-from-jira' ? stopOf(match.ref, context) : null;
  if (stop !== null) return { part: { ...EMPTY_PART, holds: [stop] }, slot: slotOf(match), agreed: match.base };
  switch (verdict) {
    case 'compare':
      return compareComment(match, context);
    case 'add-to-jira':
      return addToJira(match, context);
    case 'add-to-git':
      return addToGit(match, context);
    case 'remove-from-git':
      return { part: removal(match, 'jira'), slot: null, agreed: null };
    case 'remove-from-jira':
      return removeFromJira(match, context);
    case 'hold':
      return holdComment(match, context);
    case 'forget':
      return { part: EMPTY_PART, slot: null, agreed: null };
  }
}

/** Whether Jira has it nobody knows: what git says anew of it waits until Jira tells. */
function leaveHidden(match: CommentMatch, presence: Presence, { observation, settings }: Context): CommentPlan {
  const { ref, base, git } = match;
  const says = base === null ? git !== null : presence.git !== 'unchanged';
  const reason = tellHidden('comments');
  const input = { field: ref, kind: 'unreadable', reason, git: git?.comment ?? null, jira: null } as const;
  const holds = says ? [holdOf(observation.base, input, settings.now)] : [];
  return { part: { ...EMPTY_PART, holds }, slot: slotOf(match), agreed: base };
}

function olderOf({ ref, jira }: CommentMatch, { observation }: Pick<Context, 'observation'>): string | null {
  return reasonOfOlder(observation.base, ref, jira?.body ?? null);
}

function stopOf(ref: string, { observation, settings }: Context) {
  return stoppedHold(observation, ref, 'comments', settings.now);
}

/** Where a comment stands, and which side changed its text. Its header is Jira's, so editing that is no change. */
export function commentPresence({ base, git, jira }: CommentMatch): Presence {
  return {
    base: base !== null,
    git: git === null ? 'absent' : base && sameMarkdown(git.comment.body, base.text.markdown) ? 'unchanged' : 'changed',
    jira: jira === null ? 'absent' : base && sameJiraText(jira.body, base.text.jira) ? 'unchanged' : 'changed',
  };
}

function policyOf(settings: PlanSettings) {
  return settings.format.fields.find((field) => field.kind === 'comments')?.policy ?? 'hold';
}

/** The header belongs to Jira: author and time of the file follow it. */
function compareComment(match: CommentMatch, { observation, outcomes, settings, ticket }: Context): CommentPlan {
  const { ref, base, git, jira } = match;
  if (git === null || jira === null) return { part: EMPTY_PART, slot: null, agreed: base };
  const states = { base: base?.text ?? null, git: git.comment.body, jira: jira.body };
  const text = decideText(ref, states, outcomes, observation, settings);
  const header = { author: jira.author, at: jira.at };
  const comment = { ...header, body: text.git ?? git.comment.body };
  if (text.jira === null) return holdEmpty(match, { observation, settings });
  const edit: readonly JiraAction[] = text.jira
    ? [
        {
          ...onIssue(ticket, 'comment edited in git'),
          kind: 'edit-comment',
          ref,
          comment: jira.id,
          author: jira.author,
          body: text.jira,
        },
      ]
    : [];
  const { findings, holds, stakes, approximated } = text;
  return {
    part: { ...EMPTY_PART, findings, holds, stakes, approximated, jira: edit },
    slot: { from: git.index, comment },
    agreed: text.agreed && { id: jira.id, ...header, text: text.agreed },
  };
}

function addToJira(match: CommentMatch, { observation, outcomes, settings, ticket }: Context): CommentPlan {
  const git = match.git;
  if (git === null) return { part: EMPTY_PART, slot: null, agreed: null };
  const slot = { from: git.index, comment: git.comment };
  const author = git.comment.author === 'me' ? observation.committer : git.comment.author;
  const outcome = outcomeOf(outcomes, match.ref);
  const body = outcome.kind === 'agreed' ? outcome.jira : null;
  const refusal = settings.retryHeld ? null : standingRefusal(observation.base, match.ref, git.comment, null);
  const reason =
    refusal?.reason ??
    (outcome.kind === 'refused' ? refusalReason(outcome) : null) ??
    (author === null ? 'nobody in .tract/users.yaml is the committer behind "me": write the handle' : null) ??
    (body === null ? EMPTY_COMMENT : null);
  if (reason !== null || author === null || body === null) {
    const kind = refusal === null ? 'unreadable' : 'refused';
    const input = { field: match.ref, kind, reason: reason ?? '', git: git.comment, jira: null } as const;
    return {
      part: { ...EMPTY_PART, holds: [refusal ?? holdOf(observation.base, input, settings.now)] },
      slot,
      agreed: null,
    };
  }
  const uid = fingerprint([observation.commit, ticket.id, match.ref]);
  const action: JiraAction = {
    ...onIssue(ticket, 'comment added in git'),
    kind: 'add-comment',
    uid,
    ref: match.ref,
    author,
    body,
  };
  const approximated = outcome.kind === 'agreed' ? outcome.approximated : [];
  const stakes = { [match.ref]: { git: git.comment, jira: null } };
  const findings = [finding(match, 'git', 'only git has it')];
  return { part: { ...EMPTY_PART, findings, jira: [action], stakes, approximated }, slot, agreed: null };
}

function addToGit(match: CommentMatch, { outcomes }: Context): CommentPlan {
  const outcome = outcomeOf(outcomes, match.ref);
  const jira = match.jira;
  if (jira === null || outcome.kind !== 'agreed') return { part: EMPTY_PART, slot: null, agreed: match.base };
  const comment = { author: jira.author, at: jira.at, body: outcome.markdown };
  return {
    part: { ...EMPTY_PART, findings: [finding(match, 'jira', 'only Jira has it')] },
    slot: { from: null, comment },
    agreed: { id: jira.id, author: jira.author, at: jira.at, text: { markdown: outcome.markdown, jira: jira.body } },
  };
}

function removeFromJira(match: CommentMatch, { observation, settings, ticket }: Context): CommentPlan {
  const { base, jira } = match;
  if (jira === null) return { part: EMPTY_PART, slot: null, agreed: base };
  const refusal = settings.retryHeld ? null : standingRefusal(observation.base, match.ref, null, jira);
  if (refusal !== null) return { part: { ...EMPTY_PART, holds: [refusal] }, slot: null, agreed: base };
  const action: JiraAction = {
    ...onIssue(ticket, 'comment removed in git'),
    kind: 'remove-comment',
    ref: match.ref,
    comment: jira.id,
  };
  const stakes = { [match.ref]: { git: null, jira } };
  return { part: { ...removal(match, 'git'), jira: [action], stakes }, slot: null, agreed: base };
}

const EMPTY_COMMENT = 'a comment needs text: write some, or remove its header too';

/** Somebody emptied the text but left the header: Jira knows no empty comments. */
function holdEmpty(
  match: CommentMatch,
  { observation, settings }: Pick<Context, 'observation' | 'settings'>,
): CommentPlan {
  const input = { field: match.ref, kind: 'unreadable', reason: EMPTY_COMMENT, git: '', jira: match.jira } as const;
  const part = { ...EMPTY_PART, holds: [holdOf(observation.base, input, settings.now)] };
  return { part, slot: slotOf(match), agreed: match.base };
}

function holdComment(match: CommentMatch, { observation, outcomes, settings }: Context): CommentPlan {
  const reason = reasonOfHeld(match, olderOf(match, { observation }));
  const input = {
    field: match.ref,
    kind: 'conflict',
    reason,
    git: match.git?.comment ?? null,
    jira: match.jira,
  } as const;
  const outcome = outcomeOf(outcomes, match.ref);
  const jira = match.jira !== null && outcome.kind === 'agreed' ? outcome.markdown : match.jira?.body;
  const findings = [{ ...finding(match, 'held', reason), jira: jira ?? null, desired: null }];
  return {
    part: { ...EMPTY_PART, findings, holds: [holdOf(observation.base, input, settings.now)] },
    slot: slotOf(match),
    agreed: match.base,
  };
}

/** The comment where it stands in the file. */
function slotOf({ git }: CommentMatch): CommentSlot | null {
  return git && { from: git.index, comment: git.comment };
}

function removal(match: CommentMatch, side: 'git' | 'jira'): PlanPart {
  const judged = { ...finding(match, side, `removed in ${side}`), ...overruledEdit(side, commentPresence(match)) };
  return { ...EMPTY_PART, findings: [{ ...judged, desired: null }] };
}

function finding(match: CommentMatch, verdict: 'git' | 'jira' | 'held', rule: string) {
  const git = match.git?.comment.body ?? null;
  const jira = match.jira?.body ?? null;
  const base = match.base?.text.markdown ?? null;
  return { ref: match.ref, verdict, base, git, jira, desired: git ?? jira, rule };
}

function onIssue(ticket: JiraTicket, reason: string) {
  return { id: ticket.id, key: ticket.key, reason };
}
