import type { JiraSide } from '../../reconciler/jira-side.ts';
import { UNDO_SUBJECT } from '../../reconciler/undo/perform-undo.ts';
import type { CommitSpec, ObjectStore, Oid, RefMove } from '../../snapshot/object-store.ts';
import type { FaultPoint } from './fault-point.ts';

/** The store with a moment before and after each of its writes, named after what is written. */
export function storeWithFaultPoints(store: ObjectStore, pass: FaultPoint): ObjectStore {
  const written = new Map<Oid, readonly string[]>();
  return {
    ...store,
    async writeCommit(spec) {
      const names = namesOf(spec);
      for (const name of names) pass(`before writing ${name}`);
      const oid = await store.writeCommit(spec);
      written.set(oid, names);
      for (const name of names) pass(`after writing ${name}`);
      return oid;
    },
    async moveRefs(moves) {
      const names = [...moves.flatMap(({ to }) => written.get(to) ?? []), refsOf(moves)];
      for (const name of names) pass(`before recording ${name}`);
      const moved = await store.moveRefs(moves);
      for (const { to } of moves) written.delete(to);
      if (moved) for (const name of names) pass(`after recording ${name}`);
      return moved;
    },
  };
}

/** Jira with a moment before and after each action, named after its kind. */
export function jiraWithFaultPoints(jira: JiraSide, pass: FaultPoint): JiraSide {
  return {
    ...jira,
    async perform(action) {
      pass(`before ${action.kind}`);
      const receipt = await jira.perform(action);
      pass(`after ${action.kind}`);
      return receipt;
    },
  };
}

/** What a commit holds, by the paths it touches; one may hold several things. An undo is an edit of tickets, told by its subject. */
function namesOf({ edits, message }: CommitSpec): readonly string[] {
  if (message.startsWith(UNDO_SUBJECT)) return ['an undo'];
  const names = new Set(edits.map(({ path }) => KINDS.find(([start]) => path.startsWith(start))?.[1] ?? 'bases'));
  // Beside others, intents and requests are only what follows from these.
  if (names.has('bases') || names.has('index')) return ['the snapshot'];
  names.delete('marks');
  return [...names];
}

const KINDS: readonly (readonly [string, string])[] = [
  ['issues/', 'tickets'],
  ['worklogs/', 'time sheets'],
  ['.tract/queue/', 'the queue'],
  ['.tract/conflicts/', 'conflicts'],
  ['.tract/', 'settings'],
  ['intents/', 'intents'],
  ['requests/', 'requests'],
  ['index/', 'index'],
  ['meta.json', 'marks'],
];

function refsOf(moves: readonly RefMove[]): string {
  const isBranch = moves.map(({ ref }) => ref.startsWith('refs/heads/'));
  if (isBranch.every(Boolean)) return 'the branch alone';
  return isBranch.some(Boolean) ? 'branch and snapshot' : 'the snapshot alone';
}
