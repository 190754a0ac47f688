import type { Status } from './entities.ts';

export interface ScreenField {
  readonly fieldId: string;
  readonly required: boolean;
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  /** Statuses from which it can be taken; null means from anywhere. */
  readonly from: readonly string[] | null;
  readonly to: string;
  readonly screen: readonly ScreenField[];
  /** What happens to the resolution besides what the screen asks for. */
  readonly resolution:
    | { readonly kind: 'keep' }
    | { readonly kind: 'clear' }
    | { readonly kind: 'set'; readonly id: string };
}

export interface Workflow {
  readonly name: string;
  readonly initialStatusId: string;
  readonly transitions: readonly Transition[];
}

/** The transitions that lead out of a status, in the order of the workflow. */
export function transitionsFrom(workflow: Workflow, statusId: string): readonly Transition[] {
  return workflow.transitions.filter((each) => each.from === null || each.from.includes(statusId));
}

/** Every status the workflow can reach, the initial one first. */
export function statusesOf(workflow: Workflow): readonly string[] {
  return [...new Set([workflow.initialStatusId, ...workflow.transitions.map((each) => each.to)])];
}

const keep = { kind: 'keep' } as const;
const clear = { kind: 'clear' } as const;
const resolutionScreen: readonly ScreenField[] = [{ fieldId: 'resolution', required: true }];

/** To Do, In Progress, In Review, Done; Closed asks for a resolution. No transition is named after its target. */
export const defaultWorkflow: Workflow = {
  name: 'Software Development Workflow',
  initialStatusId: '10000',
  transitions: [
    { id: '11', name: 'Start Progress', from: ['10000'], to: '3', screen: [], resolution: keep },
    { id: '21', name: 'Send to Review', from: ['3'], to: '10001', screen: [], resolution: keep },
    { id: '31', name: 'Approve', from: ['10001'], to: '10002', screen: [], resolution: { kind: 'set', id: '10000' } },
    { id: '41', name: 'Request Changes', from: ['10001'], to: '3', screen: [], resolution: keep },
    { id: '51', name: 'Stop Progress', from: ['3'], to: '10000', screen: [], resolution: keep },
    { id: '61', name: 'Reopen', from: ['10002', '6'], to: '10000', screen: [], resolution: clear },
    {
      id: '71',
      name: 'Close Issue',
      from: ['10000', '3', '10001', '10002'],
      to: '6',
      screen: resolutionScreen,
      resolution: keep,
    },
  ],
};

/**
 * A workflow for a project of which only its statuses are known: a chain in the given order, one step back each, and
 * from the last to the first. Entering a finished status asks for a resolution; leaving one clears it.
 */
export function workflowOfStatuses(name: string, statuses: readonly Status[]): Workflow {
  const transitions: Transition[] = [];
  statuses.forEach((status, index) => {
    const earlier = statuses[index - 1];
    const later = statuses[index + 1];
    if (later) transitions.push(step(transitions.length, status, later));
    if (earlier) transitions.push(step(transitions.length, status, earlier));
  });
  const first = statuses[0];
  const last = statuses.at(-1);
  if (!first || !last) throw new Error('A workflow needs at least one status');
  if (statuses.length > 2) transitions.push(step(transitions.length, last, first));
  return { name, initialStatusId: first.id, transitions };
}

function step(index: number, from: Status, to: Status): Transition {
  const entersDone = to.category === 'done' && from.category !== 'done';
  const leavesDone = from.category === 'done' && to.category !== 'done';
  return {
    id: String(index * 10 + 11),
    name: leavesDone ? `Reopen to ${to.name}` : `Move to ${to.name}`,
    from: [from.id],
    to: to.id,
    screen: entersDone ? resolutionScreen : [],
    resolution: leavesDone ? clear : keep,
  };
}
