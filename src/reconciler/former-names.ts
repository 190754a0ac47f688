import { sameValue } from '../model/canonical.ts';
import { renamingsIn } from '../model/names.ts';
import { fileOf, type Observation } from './observation.ts';
import type { Parts } from './parts.ts';

/**
 * Somebody wrote a former name of something anew. Before that is understood as what was renamed, Jira is asked whether
 * another entry has the name by now.
 */
export async function checkFormerNames({ jira, project }: Parts, observations: readonly Observation[]): Promise<void> {
  const names = project.names.present();
  const fields = project.fields();
  const saysAnew = (observation: Observation) =>
    fields.some((field) => {
      const said = fileOf(observation)?.doc.values[field.name] ?? null;
      const isAgreed = sameValue(said, observation.base?.values[field.name] ?? null);
      return !isAgreed && renamingsIn(said, field, names).length > 0;
    });
  if (observations.some(saysAnew)) await jira.readNames();
}
