import { findProject } from '../world/find.ts';
import { defaultWorkflow } from '../world/workflow.ts';
import type { World } from '../world/world.ts';
import { meetUser } from './meet.ts';
import { rawRecord, rawText } from './raw-values.ts';

/** The project of a loaded issue; without one in the document, the project that its key names. */
export function meetProject(world: World, value: unknown, issueKey: string, someUser: unknown): string {
  const raw = rawRecord(value);
  const key = rawText(raw?.key) ?? issueKey.slice(0, issueKey.lastIndexOf('-'));
  const known = findProject(world, key);
  if (known) return known.id;
  const own = rawText(raw?.id);
  const id = own !== null && !world.projects.has(own) ? own : world.nextId('project');
  const category = rawRecord(raw?.projectCategory);
  world.projects.set(id, {
    id,
    key,
    name: rawText(raw?.name) ?? key,
    description: '',
    leadKey: meetUser(world, someUser) ?? [...world.users.keys()][0] ?? '',
    typeIds: [],
    workflow: defaultWorkflow,
    category: category && {
      id: rawText(category.id) ?? world.nextId('entity'),
      name: rawText(category.name) ?? '',
      description: rawText(category.description) ?? '',
    },
    hidden: false,
    nextNumber: 1,
  });
  return id;
}
