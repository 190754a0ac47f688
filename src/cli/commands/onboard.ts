import { resolve } from 'node:path';
import { hasPending } from '../../server/outcome-lines.ts';
import { failedError, usageError } from '../cli-error.ts';
import { type CommandModule, example } from '../command.ts';
import { readServeConfig, type ServeConfig, secretsOf } from '../config/serve-config.ts';
import { type Context, writeResult } from '../context.ts';
import { createLogger } from '../create-logger.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { onboardProject } from '../onboard/onboard-project.ts';
import { onboardedLines } from '../onboard/onboarded-lines.ts';
import { showProgress } from '../render/progress.ts';

type Options = {
  readonly project?: string;
  readonly jiraUrl?: string;
  readonly repo?: string;
  readonly branch?: string;
  readonly serverUrl?: string;
  readonly webhookUrl?: string;
  readonly allFields?: boolean;
};

const CREDENTIALS_HELP = `
Credentials come from the environment: JIRA_USERNAME with JIRA_PASSWORD (an API token on Cloud), or JIRA_TOKEN.
What an option does not say may be there too: JIRA_URL, TRACT_PROJECT, TRACT_REPO, TRACT_BRANCH, JIRA_FLAVOR, TRACT_JQL.
Run again, it goes on where it was, or changes nothing.`;

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
      .action((options: Options, command) => run((context) => runOnboard(context, options), command));
  },
};

async function runOnboard(context: Context, options: Options): Promise<ExitCode> {
  const { io } = context;
  const config = await readConfig(context, options);
  const log = createLogger({ level: 'warn', format: 'text', stream: process.stderr, secrets: secretsOf(config) });
  const progress = showProgress(io, 'tickets');
  const onboarded = await onboardProject(config, {
    allFields: options.allFields === true,
    server: addressOf('--server-url', options.serverUrl),
    webhook: webhookOf(config, options),
    witness: { log, onRequest: () => {} },
    onProgress: progress.show,
    stop: io.stop,
  })
    .catch((error: unknown) => {
      throw io.stop.aborted
        ? failedError('interrupted: run the same command again, it goes on from here', error)
        : error;
    })
    .finally(progress.end);
  writeResult(context, onboarded, () => onboardedLines(onboarded, config.branch, context.colors));
  const { report, status } = onboarded;
  if (report.error !== null) return EXIT.failed;
  return hasPending(report) || status.problems.length > 0 ? EXIT.pending : EXIT.done;
}

async function readConfig({ io }: Context, options: Options): Promise<ServeConfig> {
  const given = {
    TRACT_PROJECT: options.project,
    JIRA_URL: options.jiraUrl,
    TRACT_REPO: options.repo === undefined ? undefined : resolve(io.cwd, options.repo),
    TRACT_BRANCH: options.branch,
  };
  const named = Object.entries(given).filter(([, value]) => value !== undefined);
  return readServeConfig({ ...io.env, ...Object.fromEntries(named) }, io.cwd);
}

function webhookOf(
  config: ServeConfig,
  { webhookUrl }: Options,
): { readonly url: string; readonly secret: string } | null {
  const url = addressOf('--webhook-url', webhookUrl);
  if (url === null) return null;
  if (config.webhookSecret !== null) return { url, secret: config.webhookSecret };
  throw usageError(
    '--webhook-url needs TRACT_WEBHOOK_SECRET, the same that the service gets: such as `openssl rand -hex 32` prints',
  );
}

function addressOf(option: string, url: string | undefined): string | null {
  if (url === undefined) return null;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url.replace(/\/+$/, '');
  throw usageError(`${option} must be an address such as http://tract-server:3100`);
}
