import type { Intake } from './intake-interface.ts';
import type { JiraSite } from './jira-side.ts';
import { AT_ONCE } from './perform.ts';
import type { ReconcileOptions } from './reconcile.ts';

/** The options of a cycle that is only looked at. */
export function previewOptions(site: JiraSite, intake: Intake): ReconcileOptions {
  return {
    site,
    prefetched: new Map(),
    retryHeld: false,
    allowDeletes: 0,
    removed: { tickets: 0, entries: 0 },
    deletedWorklogs: intake.deletedWorklogs(),
    rewound: intake.rewound,
    books: intake.books,
    run: 'plan',
    waits: new Map<string, string>(),
    turns: AT_ONCE,
  };
}
