import { inPresentNames } from '../model/names.ts';
import { parseValue } from '../model/parse-value.ts';
import type { Value } from '../model/value.ts';
import type { Project } from '../reconciler/project.ts';

/** What `workflow.defaults` of the project gives to the screens of transitions, by field; what is no value is left out. */
export function screenDefaults(project: Project): Readonly<Record<string, Value>> {
  const { defaults } = project.config().workflow;
  const given: Readonly<Record<string, unknown>> = { resolution: defaults.resolution, ...defaults.fields };
  const values: Record<string, Value> = {};
  for (const field of project.fields()) {
    if (!Object.hasOwn(given, field.name)) continue;
    const parsed = parseValue(field, given[field.name], project.format());
    if (parsed.kind === 'value' && parsed.value !== null)
      values[field.name] = inPresentNames(parsed.value, field, project.names.present());
  }
  return values;
}
