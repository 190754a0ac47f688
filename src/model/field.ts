export type FieldKind =
  | 'string'
  | 'number'
  | 'date'
  | 'datetime'
  | 'duration'
  | 'option'
  | 'multi-option'
  | 'user'
  | 'multi-user'
  | 'labels'
  | 'cascading'
  | 'key'
  | 'sprint'
  | 'links'
  | 'attachments'
  | 'text'
  | 'comments'
  | 'worklogs';

export const POLICIES = ['jira', 'git', 'newest', 'hold'] as const;

/** Who wins when both sides changed one field to different values. */
export type Policy = (typeof POLICIES)[number];

/** How a change reaches Jira: an edit of the issue, a workflow transition, or requests of its own kind. */
export type WriteVia = 'edit' | 'transition' | 'links' | 'comments' | 'worklogs' | 'nothing';

/** One row of the table of fields: all that the program knows about a field. */
export type Field = {
  /** The front-matter key, and the name in status, policies and holds. */
  readonly name: string;
  readonly kind: FieldKind;
  /** Jira's field id, such as `summary` or `customfield_10016`; null where the site has no such field. */
  readonly jira: string | null;
  readonly via: WriteVia;
  /** Where the git side keeps it. */
  readonly place: 'front-matter' | 'body' | 'comments' | 'worklogs';
  readonly policy: Policy;
  /** A change of this field alone is no reason to write the file. */
  readonly passive: boolean;
  /** Mapped by `config.yaml` rather than built in: its options are `{value}` instead of `{name}`. */
  readonly custom: boolean;
};

const SET_KINDS: ReadonlySet<FieldKind> = new Set(['labels', 'multi-option', 'multi-user', 'links', 'attachments']);

/** True where the order of the members says nothing and each member is merged on its own. */
export function isSetKind(kind: FieldKind): boolean {
  return SET_KINDS.has(kind);
}
