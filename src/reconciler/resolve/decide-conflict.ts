import type { Field } from '../../model/field.ts';
import type { TextOutcome } from '../../model/text/text-outcome.ts';
import type { CommentMatch } from '../match-comments.ts';
import type { Work } from '../work.ts';
import type { Contested } from './contested.ts';
import { decideGone } from './decide-gone.ts';
import { decideWorklog } from './decide-worklog.ts';
import { type Decision, withComment, withValue } from './decision.ts';
import type { Choice } from './merged-value.ts';

/** Adds to a decision how one conflict is settled. */
export function decideConflict(decision: Decision, contested: Contested, choice: Choice, work: Work): Decision {
  switch (contested.kind) {
    case 'value':
      return decideField(decision, contested.field, choice, work);
    case 'text':
      return decideTextField(decision, contested.field, choice, work);
    case 'comment':
      return decideComment(decision, contested.match, choice, work);
    case 'worklog':
      return decideWorklog(decision, contested.match, choice, outcomeOf(work, contested.match.ref));
    case 'gone':
      return decideGone(decision, work);
  }
}

function decideField(decision: Decision, { name }: Field, { take, merged }: Choice, { observation }: Work): Decision {
  const jira = observation.jira.kind === 'present' ? (observation.jira.ticket.values[name] ?? null) : null;
  if (merged?.kind === 'value') return withValue(decision, name, jira, merged.value);
  return withValue(decision, name, jira, take === 'jira' ? jira : undefined);
}

function decideTextField(decision: Decision, { name }: Field, { take, merged }: Choice, work: Work): Decision {
  const { jira: state } = work.observation;
  const markdown = jiraMarkdown(outcomeOf(work, name));
  const jira = state.kind === 'present' ? (state.ticket.texts[name] ?? null) : null;
  const base = { ...decision.base, texts: { ...decision.base.texts, [name]: { markdown, jira } } };
  const wanted = merged?.kind === 'text' ? merged.text : take === 'jira' ? markdown : null;
  return { ...decision, base, texts: wanted === null ? decision.texts : { ...decision.texts, [name]: wanted } };
}

/** Where a side removed the comment, the other's wish wins once that side counts as unchanged, or as new. */
function decideComment(decision: Decision, match: CommentMatch, { take, merged }: Choice, work: Work): Decision {
  const { base, git, jira } = match;
  const markdown = jiraMarkdown(outcomeOf(work, match.ref));
  if (git !== null && jira !== null) {
    const { author, at } = git.comment;
    const wanted = merged?.kind === 'text' ? merged.text : take === 'jira' ? markdown : null;
    const agreed = { id: jira.id, author, at, text: { markdown, jira: jira.body } };
    const comments = new Map([...decision.comments, ...(wanted === null ? [] : [[git.index, wanted] as const])]);
    return { ...withComment(decision, jira.id, agreed), comments };
  }
  if (base === null) return decision;
  const winner = git === null ? 'jira' : 'git';
  if (take === winner) return withComment(decision, base.id, null);
  const text = git === null ? { markdown, jira: jira?.body ?? null } : { markdown: git.comment.body, jira: null };
  return withComment(decision, base.id, { ...base, text });
}

function outcomeOf({ outcomes }: Work, ref: string): TextOutcome | null {
  return outcomes.get(ref) ?? null;
}

/** Jira's text in Markdown; where only Jira has the text, that is what it was reconciled to. */
export function jiraMarkdown(outcome: TextOutcome | null): string {
  if (outcome?.kind === 'conflict') return outcome.jira;
  return outcome?.kind === 'agreed' ? outcome.markdown : '';
}
