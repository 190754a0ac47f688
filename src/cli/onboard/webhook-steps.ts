import type { Session } from '../../reconciler/jira/session.ts';
import { WEBHOOK_EVENTS, webhookFilter, webhookName, webhookUrl } from './register-webhook.ts';

/** What an administrator of Jira does by hand, line by line; `url` is where Jira reaches the service, null where nobody said. */
export function webhookSteps({ options, site }: Session, url: string | null): readonly string[] {
  const { project } = options;
  const signs = site.flavor === 'cloud';
  const address = webhookUrl(url ?? 'http://SERVER:3100');
  return [
    `open ${options.url}/plugins/servlet/webhooks (System, WebHooks) and create a webhook`,
    `name: ${webhookName(project)}; status: enabled`,
    signs
      ? `URL: ${address}, and as its secret the value of TRACT_WEBHOOK_SECRET`
      : `URL: ${address}?token= followed by the value of TRACT_WEBHOOK_SECRET`,
    `events, for issues of \`${webhookFilter(project)}\`: ${WEBHOOK_EVENTS.join(', ')}`,
    'start the service with the same TRACT_WEBHOOK_SECRET, such as `openssl rand -hex 32` prints',
  ];
}
