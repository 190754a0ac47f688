import type { JiraText } from '../../src/model/text/jira-text.ts';
import { reconcileText } from '../../src/model/text/reconcile-text.ts';
import type { TextOutcome } from '../../src/model/text/text-outcome.ts';
import type { TextPeople } from '../../src/model/text/text-people.ts';

export type Agreed = Extract<TextOutcome, { kind: 'agreed' }>;

/** What git holds when it first meets this text of Jira's. */
export function pull(jira: JiraText, people: TextPeople): Agreed {
  return agreed(reconcileText({ kind: jira.kind, base: null, git: '', jira, people }));
}

/** What Jira holds when it first meets this Markdown. */
export function push(markdown: string, kind: JiraText['kind'], people: TextPeople): Agreed {
  return agreed(reconcileText({ kind, base: null, git: markdown, jira: null, people }));
}

function agreed(outcome: TextOutcome): Agreed {
  if (outcome.kind === 'agreed') return outcome;
  throw new Error(outcome.kind === 'refused' ? `refused: ${outcome.reason}` : 'a conflict');
}
