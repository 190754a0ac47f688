/** The nouns of a Jira site. Everything is an immutable record; a change replaces the record in its map. */
export type Personality = 'server' | 'cloud';

export type Permission =
  | 'administer'
  | 'browse-users'
  | 'browse-projects'
  | 'create-issues'
  | 'edit-issues'
  | 'transition-issues'
  | 'resolve-issues'
  | 'assign-issues'
  | 'schedule-issues'
  | 'link-issues'
  | 'modify-reporter'
  | 'delete-issues'
  | 'work-on-issues'
  | 'add-comments'
  | 'edit-own-comments'
  | 'edit-all-comments'
  | 'delete-own-comments'
  | 'delete-all-comments'
  | 'edit-own-worklogs'
  | 'edit-all-worklogs'
  | 'delete-own-worklogs'
  | 'delete-all-worklogs';

export interface User {
  /** Stable for life, unlike `name`, which an administrator may change. */
  readonly key: string;
  readonly name: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly emailAddress: string | null;
  readonly active: boolean;
  readonly timeZone: string;
  readonly accountType: 'atlassian' | 'app' | 'customer';
  /** Groups and project roles, by name: both can restrict a comment. */
  readonly groups: readonly string[];
  readonly denied: readonly Permission[];
}

/** A personal access token of Server and Data Center. */
export interface AccessToken {
  readonly id: number;
  readonly name: string;
  readonly userKey: string;
  readonly createdMs: number;
  /** null: never. */
  readonly expiresMs: number | null;
}

export type CategoryKey = 'undefined' | 'new' | 'done' | 'indeterminate';

export interface Status {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: CategoryKey;
}

export interface IssueType {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly subtask: boolean;
  /** -1 sub-task, 0 ordinary, 1 epic. */
  readonly hierarchyLevel: number;
  readonly avatarId: number;
}

export interface Priority {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly statusColor: string;
}

export interface Resolution {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

export interface LinkType {
  readonly id: string;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}

export interface Component {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string | null;
}

export interface Version {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly description: string | null;
  readonly archived: boolean;
  readonly released: boolean;
  readonly releaseDate: string | null;
}

export interface ProjectCategory {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

export interface Sprint {
  readonly id: number;
  readonly boardId: number;
  readonly name: string;
  readonly state: 'future' | 'active' | 'closed';
  readonly goal: string;
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly completeMs: number | null;
}

export interface Board {
  readonly id: number;
  readonly name: string;
  readonly projectId: string;
}

/** `inwardId` is the issue that acts: in *Blocks*, `inwardId` blocks `outwardId`. */
export interface IssueLink {
  readonly id: string;
  readonly typeId: string;
  readonly inwardId: string;
  readonly outwardId: string;
}
