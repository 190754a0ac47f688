import type { JiraSite } from '../jira-side.ts';
import type { JiraClient } from './client.ts';
import type { CodecContext } from './codec-context.ts';
import type { JiraSideOptions } from './options.ts';
import type { TokenOwner } from './token-owner.ts';
import { WorkflowMemory } from './workflow-memory.ts';

/** A Jira that was asked who it is. */
export type Session = {
  readonly client: JiraClient;
  readonly site: JiraSite;
  readonly options: JiraSideOptions;
  /** For one conversion: the table of fields as it is now. */
  readonly codec: () => CodecContext;
  readonly caches: Caches;
  /** The zone of the caller's profile, in which JQL reads times, and when it was asked for. */
  readonly profile: { zone: string; askedMs: number };
  /** How far Jira's clock was ahead of ours when it was asked. */
  readonly aheadMs: number;
};

/** What was learned of the site and may be learned again; it lives as long as the process. */
export type Caches = {
  readonly sprintIds: Map<string, number>;
  readonly linkTypes: LinkType[];
  /** Jira's names of its fields, by id, as a changelog of Server has them. */
  readonly fieldNames: Map<string, string>;
  /** Field ids on the create screen by issue type. */
  readonly createFields: Map<string, ReadonlySet<string>>;
  /** Transitions seen, by issue type and status. */
  readonly workflow: WorkflowMemory;
  /** Whose the own tokens of people are, as far as they were used. */
  readonly tokenOwners: Map<string, TokenOwner['kind']>;
  /** The uid that an issue was created with, by its id; null where it was not we who created it. It never changes. */
  readonly uids: Map<string, string | null>;
  /** All names being read, where somebody asks for them just now. */
  names: Promise<void> | null;
};

export type LinkType = { readonly name: string; readonly outward: string; readonly inward: string };

export function newCaches(): Caches {
  return {
    sprintIds: new Map(),
    fieldNames: new Map(),
    linkTypes: [],
    createFields: new Map(),
    workflow: new WorkflowMemory(),
    tokenOwners: new Map(),
    uids: new Map(),
    names: null,
  };
}
