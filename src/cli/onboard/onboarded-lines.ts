import { permissionName } from '../../reconciler/jira/permissions.ts';
import type { Colors } from '../context.ts';
import { plain } from '../render/plain.ts';
import { section } from '../render/section.ts';
import { waitingLines } from '../render/waiting-lines.ts';
import type { Onboarded } from './onboard-project.ts';

/** What onboarding came to, and what is left for a person to do. */
export function onboardedLines(onboarded: Onboarded, branch: string, colors: Colors): readonly string[] {
  const { status, report, repository, layout } = onboarded;
  const news = report.imported === 0 && layout === null ? 'nothing had changed' : `${report.imported} of them new`;
  const waiting = report.items.flatMap(waitingLines);
  const problems = status.problems.map(({ path, reason }) => plain(`${path}: ${reason}`));
  return [
    `${colors.green('✓')} ${status.project}: ${status.tickets} tickets in ${repository}, branch ${branch}; ${news}`,
    ...hookLines(onboarded, colors),
    ...webhookLines(onboarded, colors),
    ...fieldLines(onboarded, colors),
    '',
    ...section('Not imported as they are:', [...waiting, ...problems], colors.red),
    ...(report.error === null
      ? leftLines(onboarded)
      : [`${colors.red('✗')} ${report.error}`, 'Run the same command again: it goes on from here.']),
  ];
}

function hookLines({ hook, repository }: Onboarded, colors: Colors): readonly string[] {
  if (hook !== 'foreign') return [`${colors.green('✓')} a push tells the sync service, and prints what came of it`];
  return [
    `${colors.yellow('!')} ${repository}/hooks/post-receive is not ours and stays: let it send \`POST /webhook/git\` to the service`,
  ];
}

function webhookLines({ webhook }: Onboarded, colors: Colors): readonly string[] {
  if (webhook === null) return [];
  if (webhook.kind !== 'refused') return [`${colors.green('✓')} Jira tells the sync service what happens`];
  return [`${colors.yellow('!')} Jira refuses the webhook: ${plain(webhook.reason)}`];
}

function fieldLines({ fields }: Onboarded, colors: Colors): readonly string[] {
  const [written, missing] = [true, false].map((is) => fields.proposed.filter(({ isWritten }) => isWritten === is));
  const names = (found: readonly { readonly jiraName: string }[] = []) =>
    found.map(({ jiraName }) => jiraName).join(', ');
  const lines = [
    ...(written?.length
      ? [
          `${counted(written.length)} not synced: .tract/config.yaml has a line for each, to be put under "fields": ${names(written)}`,
        ]
      : []),
    ...(missing ?? []).map(({ jiraName, name, id, kind }) => {
      const line = kind === null ? `${name}: {id: ${id}}` : `${name}: {id: ${id}, kind: ${kind}}`;
      return `custom field "${jiraName}" is not synced: \`${line}\` under "fields" in .tract/config.yaml does it`;
    }),
    ...(fields.unknown.length > 0
      ? [
          `${counted(fields.unknown.length)} of a type that Tract does not carry: ${fields.unknown.map(({ name, type }) => `${name} (${type})`).join(', ')}`,
        ]
      : []),
  ];
  return lines.map((line) => `${colors.yellow('!')} ${plain(line)}`);
}

function counted(count: number): string {
  return count === 1 ? '1 custom field is' : `${count} custom fields are`;
}

function leftLines({ repository, webhookSteps, status, permissions }: Onboarded): readonly string[] {
  const unmet = permissions.kind === 'known' ? permissions.unmet : [];
  const steps = [
    ...(unmet.length > 0
      ? [
          `Ask an administrator of the project to give the service account what it lacks, or do without: ${plain([...new Set(unmet.map(permissionName))].join(', '))}.`,
        ]
      : []),
    'Look at .tract/config.yaml and .tract/users.yaml; a push of a change takes it over.',
    `Start the service: \`tract serve\`, with TRACT_PROJECT=${status.project}, TRACT_REPO=${repository}, JIRA_URL and credentials in its environment.`,
    ...(webhookSteps.length > 0
      ? [
          `For changes within seconds rather than at the next poll, run this again as an administrator of Jira with --webhook-url, or let one do this:${webhookSteps.map((step) => `\n       - ${plain(step)}`).join('')}`,
        ]
      : []),
    `Let people clone: git clone ${repository}`,
  ];
  return ['What is left to do:', ...steps.map((step, index) => `  ${index + 1}. ${step}`)];
}
