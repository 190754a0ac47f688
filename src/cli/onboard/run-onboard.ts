import { resolve } from 'node:path';
import { hasPending } from '../../server/outcome-lines.ts';
import { failedError, usageError } from '../cli-error.ts';
import { readServeConfig, type ServeConfig, secretsOf } from '../config/serve-config.ts';
import { type Context, writeResult } from '../context.ts';
import { createLogger } from '../create-logger.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showProgress } from '../render/progress.ts';
import { checkedLines } from './checked-lines.ts';
import { onboardProject } from './onboard-project.ts';
import { onboardedLines } from './onboarded-lines.ts';

export type OnboardInput = {
  readonly project?: string;
  readonly jiraUrl?: string;
  readonly repo?: string;
  readonly branch?: string;
  readonly serverUrl?: string;
  readonly webhookUrl?: string;
  readonly allFields?: boolean;
};

/** Makes the repository, or completes it, and says what is left to do. */
export async function runOnboard(context: Context, options: OnboardInput): Promise<ExitCode> {
  const { io } = context;
  const config = await readConfig(context, options);
  const log = createLogger({
    level: 'warn',
    format: 'text',
    stream: process.stderr,
    priorities: io.errIsJournal,
    secrets: secretsOf(config),
  });
  const progress = showProgress(io, 'tickets');
  const onboarded = await onboardProject(config, {
    allFields: options.allFields === true,
    server: addressOf('--server-url', options.serverUrl),
    webhook: webhookOf(config, options),
    witness: { log, onRequest: () => {} },
    onProgress: progress.show,
    onChecked: (checked) =>
      io.err(
        checkedLines(checked, context.errColors)
          .map((line) => `${line}\n`)
          .join(''),
      ),
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

async function readConfig({ io }: Context, options: OnboardInput): Promise<ServeConfig> {
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
  { webhookUrl }: OnboardInput,
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
