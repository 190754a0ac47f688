import type { Work } from '../work.ts';
import type { Decision } from './decision.ts';

/**
 * Jira removed the ticket and a person agrees: what git says counts as agreed, so that nothing of it is an edit any
 * more and the file goes. Should Jira show the ticket again before that, everything in it is newer than that.
 */
export function decideGone(decision: Decision, { observation, matches }: Work): Decision {
  const { git } = observation;
  if (git.kind === 'broken') return decision;
  const worklogs = matches.worklogs.flatMap(({ ref, base: known, git: entry }) => {
    if (entry === null) return [];
    const { id: line, author, seconds, started, comment } = entry.worklog;
    return [{ id: known?.id ?? ref, line, author, seconds, started, comment: { markdown: comment, jira: null } }];
  });
  const base = { ...decision.base, worklogs };
  if (git.kind === 'absent') return { ...decision, base };
  const { doc } = git;
  const texts = Object.keys(base.texts).map((name) => [name, { markdown: doc.texts[name] ?? '', jira: null }]);
  const comments = doc.comments.map(({ author, at, body }, index) => {
    const id = matches.comments.find((match) => match.git?.index === index)?.base?.id ?? `in-git-${index}`;
    return { id, author, at, text: { markdown: body, jira: null } };
  });
  const values = Object.keys(base.values).map((name) => [name, doc.values[name] ?? null]);
  return {
    ...decision,
    base: { ...base, values: Object.fromEntries(values), texts: Object.fromEntries(texts), comments },
  };
}
