import { sameValue } from '../../model/canonical.ts';
import type { CommentSlot, TicketDoc } from '../../model/ticket.ts';
import type { Value, Values } from '../../model/value.ts';
import type { BaseComment, BaseWorklog, TicketBase } from '../../snapshot/base.ts';
import type { GitAction } from '../git-action.ts';
import type { Observation } from '../observation.ts';

/**
 * What a person decided, as it goes on record: git says what they want, and what Jira says now counts as agreed. From
 * there on the difference is an ordinary change of git's, and what was overruled stays in the history of both refs.
 */
export type Decision = {
  readonly base: TicketBase;
  readonly values: Values;
  readonly texts: Readonly<Record<string, string>>;
  /** New texts of the file's comments, by their places. */
  readonly comments: ReadonlyMap<number, string>;
  readonly worklogs: readonly GitAction[];
};

export function beginDecision(base: TicketBase): Decision {
  return { base, values: {}, texts: {}, comments: new Map(), worklogs: [] };
}

export function withValue(decision: Decision, name: string, agreed: Value, wanted: Value | undefined): Decision {
  const { base, values } = decision;
  return {
    ...decision,
    base: { ...base, values: { ...base.values, [name]: agreed } },
    values: wanted === undefined ? values : { ...values, [name]: wanted },
  };
}

export function withComment(decision: Decision, id: string, agreed: BaseComment | null): Decision {
  return { ...decision, base: { ...decision.base, comments: put(decision.base.comments, id, agreed) } };
}

export function withWorklog(
  decision: Decision,
  id: string,
  agreed: BaseWorklog | null,
  actions: readonly GitAction[] = [],
): Decision {
  const { base, worklogs } = decision;
  return {
    ...decision,
    base: { ...base, worklogs: put(base.worklogs, id, agreed) },
    worklogs: [...worklogs, ...actions],
  };
}

/** The changes of the branch that a decision comes to. */
export function gitActionsOf(decision: Decision, { git, path }: Observation, reason: string): readonly GitAction[] {
  const { worklogs } = decision;
  if (git.kind !== 'ticket') return worklogs;
  const { doc } = git;
  const values = news(decision.values, (name, value) => !sameValue(value, doc.values[name] ?? null));
  const texts = news(decision.texts, (name, text) => text !== (doc.texts[name] ?? ''));
  const comments = new Map([...decision.comments].filter(([index, body]) => doc.comments[index]?.body !== body));
  if (Object.keys(values).length + Object.keys(texts).length + comments.size === 0) return worklogs;
  const edit = { values, texts, comments: slotsOf(doc, comments) };
  return [{ kind: 'write-ticket', path, to: path, from: git.blob, edit, reason }, ...worklogs];
}

/** What the file does not say already. */
function news<V>(
  wanted: Readonly<Record<string, V>>,
  isNew: (name: string, value: V) => boolean,
): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => isNew(name, value)));
}

function slotsOf(doc: TicketDoc, bodies: ReadonlyMap<number, string>): readonly CommentSlot[] | null {
  if (bodies.size === 0) return null;
  return doc.comments.map((comment, from) => ({
    from,
    comment: { ...comment, body: bodies.get(from) ?? comment.body },
  }));
}

/** The element with this id replaced where it stands, added at the end, or taken out. */
function put<E extends { readonly id: string }>(elements: readonly E[], id: string, element: E | null): readonly E[] {
  if (element === null) return elements.filter((known) => known.id !== id);
  if (!elements.some((known) => known.id === id)) return [...elements, element];
  return elements.map((known) => (known.id === id ? element : known));
}
