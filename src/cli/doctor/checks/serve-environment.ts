import type { Check } from '../check.ts';
import { failed, fine, warning } from '../finding.ts';

/** The environment of `tract serve`. Its problems name no secret. */
export const serveEnvironment: Check = {
  name: 'environment',
  async find({ environment }) {
    if (environment.kind === 'none') return [];
    if (environment.kind === 'problems') {
      return environment.problems.map((problem) =>
        failed(problem, 'mend the environment file; `tract serve --help` has every variable'),
      );
    }
    const { apiKey, apiKeysFile, webhookSecret } = environment.config;
    return [
      fine('the configuration of the service is complete'),
      ...(apiKey !== null || apiKeysFile !== null
        ? []
        : [
            warning(
              'no API key is set: people cannot ask the service',
              'set TRACT_API_KEY, such as `openssl rand -hex 32` prints',
            ),
          ]),
      ...(webhookSecret !== null
        ? []
        : [
            warning(
              'no secret for webhooks is set: changes in Jira arrive with the next poll',
              'set TRACT_WEBHOOK_SECRET and register the webhook',
            ),
          ]),
    ];
  },
};
