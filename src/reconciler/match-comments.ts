import { fingerprint } from '../model/fingerprint.ts';
import { sameMarkdown } from '../model/text/reconcile/same-text.ts';
import type { GitComment } from '../model/ticket.ts';
import type { BaseComment } from '../snapshot/base.ts';
import type { JiraComment } from './jira-ticket.ts';

/** One comment on all three: `ref` names it in holds and text outcomes; `index` is its place in the file. */
export type CommentMatch = {
  readonly ref: string;
  readonly base: BaseComment | null;
  readonly git: { readonly index: number; readonly comment: GitComment } | null;
  readonly jira: JiraComment | null;
};

type Placed = { readonly index: number; readonly comment: GitComment };

/**
 * Says which comment is which. Jira's have ids; git's have only header, text and order, so a comment of the file
 * is the agreed one that equals it, else the next with its header (the text was edited), else the next with its
 * text and half its header (the other half was edited). What is left of both sides meets by header; the rest is new or removed.
 */
export function matchComments(
  base: readonly BaseComment[],
  git: readonly GitComment[],
  jira: readonly JiraComment[],
): readonly CommentMatch[] {
  const free = new Set<Placed>(git.map((comment, index) => ({ index, comment })));
  const inGit = pairWithBase(base, free);
  const jiraById = new Map(jira.map((comment) => [comment.id, comment]));
  const known = new Set(base.map((comment) => comment.id));
  const agreed = base.map((comment) => ({
    ref: `comment:${comment.id}`,
    base: comment,
    git: inGit.get(comment) ?? null,
    jira: jiraById.get(comment.id) ?? null,
  }));
  const fromJira = jira
    .filter((comment) => !known.has(comment.id))
    .map((comment) => ({
      ref: `comment:${comment.id}`,
      base: null,
      git: take(free, (placed) => sameHeader(placed.comment, comment)),
      jira: comment,
    }));
  return [...agreed, ...fromJira, ...newInGit(free)];
}

function pairWithBase(base: readonly BaseComment[], free: Set<Placed>): ReadonlyMap<BaseComment, Placed> {
  const pairs = new Map<BaseComment, Placed>();
  const rounds: readonly ((git: GitComment, comment: BaseComment) => boolean)[] = [
    (git, comment) => sameHeader(git, comment) && sameMarkdown(git.body, comment.text.markdown),
    sameHeader,
    (git, comment) => sameAuthorOrTime(git, comment) && sameMarkdown(git.body, comment.text.markdown),
  ];
  for (const fits of rounds) {
    for (const comment of base) {
      if (pairs.has(comment)) continue;
      const placed = take(free, (candidate) => fits(candidate.comment, comment));
      if (placed !== null) pairs.set(comment, placed);
    }
  }
  return pairs;
}

function sameHeader(
  a: { readonly author: string; readonly at: string | null },
  b: { readonly author: string; readonly at: string | null },
): boolean {
  return a.author === b.author && a.at === b.at;
}

function sameAuthorOrTime(git: GitComment, comment: BaseComment): boolean {
  return git.author === comment.author || (git.at !== null && git.at === comment.at);
}

function take(free: Set<Placed>, fits: (placed: Placed) => boolean): Placed | null {
  for (const placed of free) {
    if (!fits(placed)) continue;
    free.delete(placed);
    return placed;
  }
  return null;
}

/** The same words twice are two comments, so the reference counts the repetitions. */
function newInGit(free: Iterable<Placed>): readonly CommentMatch[] {
  const seen = new Map<string, number>();
  return [...free].map((placed) => {
    const print = fingerprint([placed.comment.author, placed.comment.at, placed.comment.body]);
    const count = (seen.get(print) ?? 0) + 1;
    seen.set(print, count);
    return { ref: `comment:new-${print}-${count}`, base: null, git: placed, jira: null };
  });
}
