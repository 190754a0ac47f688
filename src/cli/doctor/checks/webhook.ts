import { record, records, text } from '../../../reconciler/jira/raw.ts';
import type { Check } from '../check.ts';
import { type Finding, fine, warning } from '../finding.ts';

const PATH = '/webhook/jira';
const REGISTER =
  'stop the service, run tract onboard --webhook-url http://SERVER:3100 as an administrator of Jira, with TRACT_WEBHOOK_SECRET, and start it again';

/** The webhook of Jira. Without it everything arrives too, with the next poll. */
export const webhook: Check = {
  name: 'webhook',
  async find({ jira }) {
    if (jira === null || (await jira.myself()).kind === 'failure') return [];
    const answer = await jira.webhooks();
    if (answer.kind === 'failure') {
      const fix = `look in Jira under System, WebHooks for an address that ends with ${PATH}`;
      return [warning('whether the webhook is registered, only an administrator of Jira may see', fix)];
    }
    const ours = records(answer.reply.body).filter(({ url }) =>
      (text(url) ?? '').replace(/[?#].*$/, '').endsWith(PATH),
    );
    const about = ours.filter((each) => isAbout(each, jira.project));
    return [judge(about)];
  },
};

function judge(ours: readonly Readonly<Record<string, unknown>>[]): Finding {
  if (ours.length === 0)
    return warning('no webhook is registered: changes in Jira arrive with the next poll', REGISTER);
  if (ours.some(({ enabled }) => enabled !== false)) return fine('Jira tells the service what changes');
  return warning(
    'the webhook is switched off in Jira: changes arrive with the next poll',
    'enable it in Jira under System, WebHooks',
  );
}

/** A webhook without a filter is about every project. */
function isAbout({ filters }: Readonly<Record<string, unknown>>, project: string): boolean {
  const filter = text(record(filters)?.['issue-related-events-section']) ?? '';
  return filter === '' || new RegExp(`\\b${project}\\b`, 'i').test(filter);
}
