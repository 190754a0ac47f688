import { Failure } from '../../../model/failure.ts';
import { parseProjectConfig } from '../../../model/project-config.ts';
import type { PermissionNeed, PermissionUse } from '../../../reconciler/jira/permission-needs.ts';
import { permissionName, unmetNeeds } from '../../../reconciler/jira/permissions.ts';
import { readBranchFiles } from '../../branch-files.ts';
import { CONFIG_PATH } from '../../onboard/project-files.ts';
import { plain } from '../../render/plain.ts';
import type { Check } from '../check.ts';
import { type Finding, failed, fine, warning } from '../finding.ts';
import type { Site } from '../site.ts';

/** The permissions of the service account in the project, for the features that the project's settings want. */
export const jiraPermissions: Check = {
  name: 'permissions',
  async find({ jira, environment }) {
    if (jira === null || (await jira.myself()).kind === 'failure') return [];
    const answer = await jira.permissions();
    if (answer.kind === 'failure')
      return [
        warning(
          `Jira does not say what we may do: ${answer.failure.message}`,
          'compare the permission scheme of the project with docs/permissions.md by hand',
        ),
      ];
    const unmet = unmetNeeds(answer.reply.body, await usesOf(environment));
    return unmet.length > 0 ? unmet.map(refusal) : [fine('the service account may do all that is needed')];
  },
};

function refusal(need: PermissionNeed): Finding {
  const name = plain(permissionName(need));
  const message = `${need.feature}: the service account has not ${name}; without it, ${need.without}`;
  const fix = `give it ${name} in the permission scheme of the project`;
  return need.isVital ? failed(message, fix) : warning(message, fix);
}

/** What cannot be read of the repository is told by its own check. */
async function usesOf(environment: Site['environment']): Promise<readonly PermissionUse[]> {
  if (environment.kind !== 'config') return ['always'];
  const files = await readBranchFiles(environment.config, [CONFIG_PATH]).catch((error: unknown) => {
    if (error instanceof Failure) return new Map<string, string>();
    throw error;
  });
  const reading = parseProjectConfig(files.get(CONFIG_PATH) ?? '');
  const deletes = reading.kind === 'config' && reading.config.deletedInGit === 'delete-in-jira';
  return deletes ? ['always', 'deletes'] : ['always'];
}
