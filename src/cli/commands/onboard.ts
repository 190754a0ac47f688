import { type CommandModule, example } from '../command.ts';
import type { OnboardInput } from '../onboard/run-onboard.ts';

const CREDENTIALS_HELP = `
Credentials come from the environment: JIRA_USERNAME with JIRA_PASSWORD (an API token on Cloud), or JIRA_TOKEN.
What an option does not say may be there too: JIRA_URL, TRACT_PROJECT, TRACT_REPO, TRACT_BRANCH, JIRA_FLAVOR, TRACT_JQL.
Run again, it goes on where it was, or changes nothing.

With --json: {repository, layout, report, status, hook, webhook, webhookSteps, fields, permissions, tokens}: the commit with the
project's files (null where all were there), what the last cycle came to as \`tract plan --json\` has it, the state as
\`tract status --json\` has it, and what is left to people.`;

/** `tract onboard`: makes a ticket repository of a Jira project. */
export const onboard: CommandModule = {
  add(program, run) {
    program
      .command('onboard')
      .description('make a ticket repository of a Jira project: every ticket, comment and time entry')
      .option('--project <key>', 'key of the project')
      .option('--jira-url <url>', 'address of Jira')
      .option('--repo <dir>', 'folder of the bare repository; it is made where there is none')
      .option('--branch <name>', 'branch to keep the tickets in')
      .option('--server-url <url>', 'where people reach the sync service; written to .tract/config.yaml')
      .option(
        '--webhook-url <url>',
        'where Jira reaches the sync service: registers the webhook (needs TRACT_WEBHOOK_SECRET)',
      )
      .option('--all-fields', 'sync every custom field, rather than propose them in .tract/config.yaml')
      .addHelpText('after', CREDENTIALS_HELP)
      .addHelpText(
        'after',
        example(
          'JIRA_TOKEN=… tract onboard --project APP --jira-url https://jira.example.com --repo /opt/tract/git/app-tickets.git',
        ),
      )
      .action((options: OnboardInput, command) =>
        run(async (context) => (await import('../onboard/run-onboard.ts')).runOnboard(context, options), command),
      );
  },
};
