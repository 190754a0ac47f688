import { sameJiraText } from '../../model/text/reconcile/same-text.ts';
import type { TextOutcome } from '../../model/text/text-outcome.ts';
import type { CommentMatch } from '../match-comments.ts';
import type { Observation } from '../observation.ts';
import type { Observed } from '../work.ts';

type InGit = CommentMatch & { readonly git: NonNullable<CommentMatch['git']> };
type InJira = CommentMatch & { readonly jira: NonNullable<CommentMatch['jira']> };

/**
 * One author and one text, new to the memory on both sides, is one comment: it was written to Jira before the repository
 * was put back, and pushed again since. Its header tells nothing, because git has no time of it yet.
 */
export function meetComments(observed: Observed): Observed {
  const { observation, matches } = observed;
  const free = new Set(matches.comments.filter(isNewInJira));
  const inGit = matches.comments.filter(isNewInGit);
  if (free.size === 0 || inGit.length === 0) return observed;
  const outcomes = new Map(observed.outcomes);
  const pairs = new Map<CommentMatch, CommentMatch>();
  for (const match of inGit) {
    const outcome = outcomes.get(match.ref);
    if (outcome?.kind !== 'agreed') continue;
    const other = [...free].find((each) => isSame(match, outcome, each, observation));
    if (other === undefined) continue;
    free.delete(other);
    pairs.set(match, other);
    outcomes.set(other.ref, {
      ...outcome,
      verdict: 'converged',
      markdown: match.git.comment.body,
      jira: other.jira.body,
    });
  }
  const met = new Map([...pairs].map(([match, other]) => [other, { ...other, git: match.git }]));
  const comments = matches.comments.flatMap((match) => (pairs.has(match) ? [] : [met.get(match) ?? match]));
  return { ...observed, matches: { ...matches, comments }, outcomes };
}

function isSame(
  { git }: InGit,
  { jira: body }: Extract<TextOutcome, { kind: 'agreed' }>,
  { jira }: InJira,
  { committer }: Observation,
): boolean {
  const author = git.comment.author === 'me' ? committer : git.comment.author;
  return author === jira.author && body !== null && sameJiraText(body, jira.body);
}

function isNewInGit(match: CommentMatch): match is InGit {
  return match.base === null && match.git !== null && match.jira === null;
}

function isNewInJira(match: CommentMatch): match is InJira {
  return match.base === null && match.git === null && match.jira !== null;
}
