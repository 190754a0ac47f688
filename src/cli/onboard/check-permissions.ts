import { Failure } from '../../model/failure.ts';
import type { PermissionNeed, PermissionUse } from '../../reconciler/jira/permission-needs.ts';
import { getPermissions, permissionName, unmetNeeds } from '../../reconciler/jira/permissions.ts';
import type { Session } from '../../reconciler/jira/session.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-code.ts';
import { plain } from '../render/plain.ts';

/** What the service account may not do although a feature needs it. `unknown` where Jira does not tell. */
export type PermissionCheck =
  | { readonly kind: 'known'; readonly unmet: readonly PermissionNeed[] }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Asks Jira what we may do, before anything is written on either side. Throws a CliError that names all that is missing where
 * nothing works without some of it.
 */
export async function checkPermissions(
  { client, options, site }: Session,
  uses: readonly PermissionUse[],
): Promise<PermissionCheck> {
  const check = await ask(() => getPermissions(client, options.project), uses);
  if (check.kind === 'unknown' || !check.unmet.some(({ isVital }) => isVital)) return check;
  const first = `Jira does not let ${site.account} work in ${options.project}: an administrator of the project has to give what is missing, then run the same command again`;
  throw new CliError(EXIT.failed, [first, ...unmetLines(check.unmet)]);
}

async function ask(
  question: () => ReturnType<typeof getPermissions>,
  uses: readonly PermissionUse[],
): Promise<PermissionCheck> {
  try {
    return { kind: 'known', unmet: unmetNeeds((await question()).body, uses) };
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'rejected') throw error;
    return { kind: 'unknown', reason: error.message };
  }
}

/** A line for each: `assignee needs Assign Issues (ASSIGN_ISSUES); without it, assignees stay in git`. */
export function unmetLines(unmet: readonly PermissionNeed[]): readonly string[] {
  return unmet.map((need) => plain(`${need.feature}: needs ${permissionName(need)}; without it, ${need.without}`));
}
