import type { User } from '../world/entities.ts';
import type { Issue } from '../world/issue.ts';
import type { World } from '../world/world.ts';

export interface JqlContext {
  readonly world: World;
  readonly caller: User;
}

export type IssueTest = (issue: Issue) => boolean;
