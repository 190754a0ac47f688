import type { Work } from '../work.ts';

/** The records of conflicts that the ticket's plan wrote or removed. */
export function tendedRecords({ plan, failure }: Work): readonly string[] {
  if (failure !== null) return [];
  return plan.git.flatMap((action) =>
    action.kind === 'write-record' || action.kind === 'remove-record' ? [action.path] : [],
  );
}
