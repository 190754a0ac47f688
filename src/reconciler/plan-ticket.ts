import { allInPresentNames } from '../model/names.ts';
import { isTicketKey, ticketName } from '../model/ticket-key.ts';
import type { TicketBase } from '../snapshot/base.ts';
import { editedInGit } from './changes-since-base.ts';
import { emptyPlan } from './empty-plan.ts';
import { holdOf } from './holds.ts';
import type { JiraTicket } from './jira-ticket.ts';
import type { Absence, GitFile, Observation, PlanSettings, TextOutcomes } from './observation.ts';
import { isOlderInJira, planOlderInJira } from './older-jira.ts';
import type { TicketPlan } from './plan.ts';
import { planBoth } from './plan-both.ts';
import { planCreate } from './plan-create.ts';
import { planDeletedInGit } from './plan-deleted-in-git.ts';
import { worklogPresence } from './plan-worklogs.ts';
import { withoutUnborn } from './queue/without-unborn.ts';
import { reasonOfFormer } from './renames/former-keys.ts';
import { renamedBack } from './renames/renamed-back.ts';
import { replacedHold } from './renames/replaced-hold.ts';
import type { Matches } from './text-requests.ts';

/**
 * What to do about one ticket. Pure: the same observation gives the same plan, and a plan that was carried out
 * leaves nothing to plan.
 *
 * | base | git | jira    | situation       | plan                                                       |
 * |------|-----|---------|-----------------|------------------------------------------------------------|
 * | –    | T   | –       | new in git      | create in Jira; the file gets its key's name once it has one |
 * | –    | –   | T       | new in Jira     | write the file                                             |
 * | –    | T   | T       | first meeting   | equal: record; else the policy of each field               |
 * | T    | T   | T       | known           | a verdict for each field                                   |
 * | T    | any | older T | known           | noted: Jira came from a backup; held part by part from then on |
 * | T    | –   | T       | deleted in git  | restore, ignore or close; restore when Jira changed too    |
 * | T    | T   | missing | missing         | nothing, until asking again confirms it                    |
 * | T    | T   | gone    | gone from Jira  | unchanged: remove the file; changed: a conflict            |
 * | T    | –   | gone    | gone on both    | forget; time that only git has: a conflict                 |
 * | –    | –   | –       | nothing         |                                                            |
 *
 * A file that cannot be read holds its ticket on both sides, whatever Jira says. A file named like a ticket that
 * Jira does not know is never created: its name promises that somebody else already has that key.
 */
export function planTicket(
  observation: Observation,
  matches: Matches,
  outcomes: TextOutcomes,
  settings: PlanSettings,
): TicketPlan {
  const present = withPresentBase(observation, settings);
  return withoutUnborn(planWhole(present, matches, outcomes, settings), outcomes, settings);
}

/** What is called otherwise since it was agreed is the same: nobody changed it. */
function withPresentBase(observation: Observation, { format, names }: PlanSettings): Observation {
  const { base } = observation;
  if (base === null) return observation;
  const values = allInPresentNames(base.values, format.fields, names);
  return values === base.values ? observation : { ...observation, base: { ...base, values } };
}

function planWhole(
  observation: Observation,
  matches: Matches,
  outcomes: TextOutcomes,
  settings: PlanSettings,
): TicketPlan {
  const { base, git, jira, requested } = observation;
  if (requested.blocked !== null) return planBlocked(observation, requested.blocked, settings);
  if (git.kind === 'broken') return planBroken(observation, `line ${git.line}: ${git.reason}`, settings);
  if (jira.kind === 'present' && observation.misnamed?.kind === 'replaced') {
    return planReplaced(observation, observation.misnamed.reason, settings);
  }
  if (jira.kind === 'present') return planPresent(observation, jira.ticket, matches, outcomes, settings);
  if (base === null) return planUnknown(observation, outcomes, settings);
  if (isMadeButHidden(observation)) return planHidden(observation, base, settings);
  if (jira.kind === 'missing') return emptyPlan(observation, 'missing-in-jira');
  if (git.kind === 'absent') return planGoneOnBoth(observation, goneWords(jira.why), matches, settings);
  return planGone(observation, goneWords(jira.why), git, base, matches, settings);
}

function planPresent(
  observation: Observation,
  ticket: JiraTicket,
  matches: Matches,
  outcomes: TextOutcomes,
  settings: PlanSettings,
): TicketPlan {
  const { base, git } = observation;
  if (base !== null && !observation.returned && isOlderInJira(base, ticket))
    return planOlderInJira(observation, base, ticket, settings);
  if (git.kind === 'ticket') {
    const situation = base === null ? 'first-meeting' : 'known';
    const plan = planBoth(situation, observation, git.doc, ticket, matches, outcomes, settings);
    return { ...plan, findings: [...plan.findings, ...renamedBack(observation, ticket.key)] };
  }
  if (base === null) return planBoth('new-in-jira', observation, null, ticket, matches, outcomes, settings);
  return planDeletedInGit(observation, base, ticket, matches, outcomes, settings);
}

/** Git has something of which Jira knows nothing: a new ticket, or a mistake. */
function planUnknown(observation: Observation, outcomes: TextOutcomes, settings: PlanSettings): TicketPlan {
  const name = ticketName(observation.path) ?? '';
  const hasWorklogs = observation.worklogs.length > 0;
  if (observation.git.kind === 'absent' && !hasWorklogs) return emptyPlan(observation, 'nothing');
  if (observation.git.kind === 'ticket' && !isTicketKey(name)) {
    return planCreate(observation, observation.git.doc, outcomes, settings);
  }
  const former = reasonOfFormer(name, settings.project, settings.formerKeys);
  const reason = former ?? `Issue ${name} not found in Jira`;
  const hold = holdOf(null, { field: 'file', kind: 'refused', reason, git: name, jira: null }, settings.now);
  return { ...emptyPlan(observation, 'unknown-to-jira'), holds: [hold] };
}

function planBroken(observation: Observation, reason: string, settings: PlanSettings): TicketPlan {
  const blob = observation.git.kind === 'broken' ? observation.git.blob : null;
  const hold = holdOf(
    observation.base,
    { field: 'file', kind: 'unreadable', reason, git: blob, jira: null },
    settings.now,
  );
  return { ...emptyPlan(observation, 'broken-in-git'), holds: [hold] };
}

/** Jira made an issue of the file and did not show it since: its name has not become the key yet. */
function isMadeButHidden({ git, jira, path, base, misnamed }: Observation): boolean {
  if (misnamed !== null || git.kind !== 'ticket' || ticketName(path) === base?.key) return false;
  return jira.kind === 'missing' || (jira.kind === 'gone' && typeof jira.why === 'string');
}

/** Nothing is on record but that it was made: another one would be the same ticket twice, once somebody shows it again. */
function planHidden(observation: Observation, base: TicketBase, settings: PlanSettings): TicketPlan {
  const reason = `Jira made ${base.key} of it, but does not show it any more: rename the file for another ticket`;
  const input = { field: 'file', kind: 'refused', reason, git: observation.path, jira: base.key } as const;
  return { ...emptyPlan(observation, 'unknown-to-jira'), base: null, holds: [holdOf(null, input, settings.now)] };
}

/** The file is a ticket that Jira has already, and nothing of either may be lost by putting them together now. */
function planBlocked(observation: Observation, reason: string, settings: PlanSettings): TicketPlan {
  const input = { field: 'file', kind: 'conflict', reason, git: observation.path, jira: null } as const;
  return { ...emptyPlan(observation, 'new-in-git'), holds: [holdOf(null, input, settings.now)] };
}

/** Writing another ticket's words over this one's in Jira would be a mistake that nobody sees. */
function planReplaced(observation: Observation, reason: string, settings: PlanSettings): TicketPlan {
  const hold = replacedHold(observation.base, observation.git, reason, settings.now);
  return { ...emptyPlan(observation, 'known'), holds: [hold] };
}

/** A deleted issue and one that the service account may not see look alike. */
function goneWords(why: Absence): string {
  if (why === 'unseen') return 'no longer visible in Jira (deleted, or hidden from the service account)';
  return why === 'outside' ? 'no longer matches TRACT_JQL' : `moved to ${why.movedTo} in Jira`;
}

/** Confirmed gone from Jira: the file goes too, unless somebody edited it since the two last agreed. */
function planGone(
  observation: Observation,
  words: string,
  file: GitFile,
  base: TicketBase,
  matches: Matches,
  settings: PlanSettings,
): TicketPlan {
  const plan = emptyPlan(observation, 'gone-from-jira');
  const { format, names } = settings;
  const doc = { ...file.doc, values: allInPresentNames(file.doc.values, format.fields, names) };
  const edited = editedInGit(base, doc, matches, format);
  if (edited.length > 0) {
    const reason = `${words}, but ${edited.join(', ')} edited in git`;
    const hold = holdOf(base, { field: 'file', kind: 'conflict', reason, git: file.blob, jira: null }, settings.now);
    return { ...plan, holds: [hold] };
  }
  const { git } = removeWorklogs(observation);
  const remove = { kind: 'remove-ticket', path: observation.path, reason: words } as const;
  return { ...plan, git: [remove, ...git], base: null, forget: true };
}

/** No file is left to keep; time that somebody logged or edited in git is nowhere else, and waits for a person. */
function planGoneOnBoth(observation: Observation, words: string, matches: Matches, settings: PlanSettings): TicketPlan {
  const edited = matches.worklogs.flatMap((match) =>
    match.git !== null && worklogPresence(match).git === 'changed' ? [match.git.worklog] : [],
  );
  if (edited.length === 0)
    return { ...emptyPlan(observation, 'gone-on-both'), ...removeWorklogs(observation), forget: true };
  const reason = `${words}, but worklogs edited in git`;
  const input = { field: 'file', kind: 'conflict', reason, git: edited, jira: null } as const;
  return { ...emptyPlan(observation, 'gone-from-jira'), holds: [holdOf(observation.base, input, settings.now)] };
}

function removeWorklogs(observation: Observation): Pick<TicketPlan, 'git'> {
  return {
    git: observation.worklogs.map(({ month, line }) => ({
      kind: 'remove-worklog',
      month,
      line,
      reason: 'its ticket is gone from Jira',
    })),
  };
}
