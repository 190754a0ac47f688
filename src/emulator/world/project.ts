import type { ProjectCategory } from './entities.ts';
import type { Workflow } from './workflow.ts';

export interface Project {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly leadKey: string;
  readonly typeIds: readonly string[];
  readonly workflow: Workflow;
  readonly category: ProjectCategory | null;
  /** Nobody may browse it: it answers as if it did not exist. */
  readonly hidden: boolean;
  /** Number of the next issue key. */
  readonly nextNumber: number;
}
