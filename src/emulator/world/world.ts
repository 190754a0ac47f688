import { createHash } from 'node:crypto';
import type { FieldDefinition } from '../fields/field-definition.ts';
import type { Settings } from '../settings.ts';
import type {
  AccessToken,
  Board,
  Component,
  IssueLink,
  IssueType,
  LinkType,
  Priority,
  Resolution,
  Sprint,
  Status,
  User,
  Version,
} from './entities.ts';
import { IssueStore } from './issue-store.ts';
import type { Project } from './project.ts';
import type { WorldEvent } from './world-event.ts';

export interface FeedEntry {
  readonly worklogId: string;
  readonly atMs: number;
}

/** One Jira site: its records, its clock and those who listen to what happens. */
export interface World {
  readonly settings: Settings;
  readonly now: () => number;
  readonly nextId: (sequence: Sequence) => string;
  readonly users: Map<string, User>;
  /** By what the caller sends. */
  readonly accessTokens: Map<string, AccessToken>;
  readonly projects: Map<string, Project>;
  /** Former project keys (upper case) to project ids. */
  readonly formerProjectKeys: Map<string, string>;
  readonly statuses: Map<string, Status>;
  readonly issueTypes: Map<string, IssueType>;
  readonly priorities: Map<string, Priority>;
  readonly resolutions: Map<string, Resolution>;
  readonly linkTypes: Map<string, LinkType>;
  readonly components: Map<string, Component>;
  readonly versions: Map<string, Version>;
  readonly fields: Map<string, FieldDefinition>;
  readonly boards: Map<number, Board>;
  readonly sprints: Map<number, Sprint>;
  readonly issues: IssueStore;
  readonly links: Map<string, IssueLink>;
  /** Ids of the links of each issue. */
  readonly linksOf: Map<string, Set<string>>;
  /** Ids of the issue that owns a worklog or a comment. */
  readonly issueOfWorklog: Map<string, string>;
  readonly issueOfComment: Map<string, string>;
  readonly worklogFeed: { readonly updated: Map<string, FeedEntry>; readonly deleted: Map<string, FeedEntry> };
  readonly listeners: Set<(event: WorldEvent) => void>;
}

export type Sequence =
  | 'issue'
  | 'comment'
  | 'worklog'
  | 'history'
  | 'link'
  | 'project'
  | 'entity'
  | 'sprint'
  | 'localId';

const firstIds: Readonly<Record<Sequence, number>> = {
  issue: 10_000,
  comment: 10_000,
  worklog: 10_000,
  history: 10_000,
  link: 10_000,
  project: 10_000,
  entity: 11_000,
  sprint: 1,
  localId: 1,
};

/** A site without any record. Ids count upwards, so the same acts give the same ids. */
export function emptyWorld(settings: Settings, now: () => number): World {
  const next = { ...firstIds };
  return {
    settings,
    now,
    nextId: (sequence) => (sequence === 'localId' ? uuidOf(`localId ${next.localId++}`) : String(next[sequence]++)),
    users: new Map(),
    accessTokens: new Map(),
    projects: new Map(),
    formerProjectKeys: new Map(),
    statuses: new Map(),
    issueTypes: new Map(),
    priorities: new Map(),
    resolutions: new Map(),
    linkTypes: new Map(),
    components: new Map(),
    versions: new Map(),
    fields: new Map(),
    boards: new Map(),
    sprints: new Map(),
    issues: new IssueStore(),
    links: new Map(),
    linksOf: new Map(),
    issueOfWorklog: new Map(),
    issueOfComment: new Map(),
    worklogFeed: { updated: new Map(), deleted: new Map() },
    listeners: new Set(),
  };
}

/** A stable identifier in the shape of a UUID. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

export function isCloud(world: World): boolean {
  return world.settings.personality === 'cloud';
}

export function allowed(user: User, permission: User['denied'][number]): boolean {
  return !user.denied.includes(permission);
}

/** Whether somebody may do something to what is theirs, or others'. */
export function allowedOn(
  user: User,
  verb: 'edit' | 'delete',
  what: 'comments' | 'worklogs',
  authorKey: string,
): boolean {
  return allowed(user, `${verb}-all-${what}`) || (authorKey === user.key && allowed(user, `${verb}-own-${what}`));
}
