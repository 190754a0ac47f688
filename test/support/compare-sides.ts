import { canonical, sameValue } from '../../src/model/canonical.ts';
import { BUILT_IN_FIELDS } from '../../src/model/field-table.ts';
import type { JiraText } from '../../src/model/text/jira-text.ts';
import { matchComments } from '../../src/reconciler/match-comments.ts';
import { matchWorklogs } from '../../src/reconciler/match-worklogs.ts';
import type { Observation } from '../../src/reconciler/observation.ts';
import type { Hold } from '../../src/snapshot/base.ts';

/** Where the two sides of a ticket say different things, but for what is held. Texts are compared as plain paragraphs. */
export function differences(observation: Observation, holds: readonly Hold[]): readonly string[] {
  const { base, git, jira, worklogs } = observation;
  if (git.kind !== 'ticket' || jira.kind !== 'present' || base === null) return holds.length > 0 ? [] : ['presence'];
  const { doc } = git;
  const { ticket } = jira;
  const values = BUILT_IN_FIELDS.filter(({ place, passive }) => place === 'front-matter' && !passive)
    .map(({ name }) => name)
    .filter((name) => !sameValue(doc.values[name] ?? null, ticket.values[name] ?? null));
  const texts = sameWords(doc.texts.description ?? '', ticket.texts.description ?? null) ? [] : ['description'];
  const comments = matchComments(base.comments, doc.comments, ticket.comments).filter(({ git: said, jira: heard }) => {
    if (said === null || heard === null) return true;
    const { author, at, body } = said.comment;
    return author !== heard.author || at !== heard.at || !sameWords(body, heard.body);
  });
  const entries = matchWorklogs(base.worklogs, worklogs, ticket.worklogs, base.worklogs).filter(
    ({ git: said, jira: heard }) => {
      if (said === null || heard === null || said.stale.length > 0) return true;
      const { author, seconds, started, comment } = said.worklog;
      const same = author === heard.author && seconds === heard.seconds && started === heard.started;
      return !same || !sameWords(comment, heard.comment);
    },
  );
  const held = new Set(holds.map(({ field }) => field));
  const found = [...values, ...texts, ...[...comments, ...entries].map(({ ref }) => ref)];
  return found.filter((name) => !held.has(name));
}

/** What both sides say, without order where order says nothing. */
export function meaningOf({ git, jira, worklogs, base }: Observation) {
  const doc = git.kind === 'ticket' ? git.doc : null;
  const ticket = jira.kind === 'present' ? jira.ticket : null;
  return {
    git: doc && { ...doc, comments: sorted(doc.comments) },
    lines: sorted(worklogs.map(({ worklog }) => worklog)),
    jira: ticket && { ...ticket, comments: sorted(ticket.comments), worklogs: sorted(ticket.worklogs) },
    base: base && {
      ...base,
      comments: sorted(base.comments),
      worklogs: sorted(base.worklogs),
      holds: sorted(base.holds),
    },
  };
}

function sameWords(markdown: string, jira: JiraText | null): boolean {
  const words = jira?.kind === 'wiki' ? jira.wiki : '';
  return words.trim().split(/\s+/).join(' ') === markdown.trim().split(/\s+/).join(' ');
}

function sorted(list: readonly unknown[]): readonly string[] {
  return list.map(canonical).sort();
}
