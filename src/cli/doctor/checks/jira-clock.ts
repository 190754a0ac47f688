import { record, text } from '../../../reconciler/jira/raw.ts';
import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';

const MOST_MS = 60_000;

/** The service asks Jira for what changed since a time: both must mean the same by it. */
export const jiraClock: Check = {
  name: 'jira clock',
  async find({ jira, nowMs }) {
    const info = jira === null ? null : await jira.serverInfo();
    const nowHere = nowMs();
    const time = info?.kind === 'reply' ? text(record(info.reply.body)?.serverTime) : null;
    const there =
      time === null || time === undefined ? Number.NaN : Date.parse(time.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
    if (Number.isNaN(there)) return [];
    const skewMs = there - nowHere;
    if (Math.abs(skewMs) <= MOST_MS) return [fine('this machine and Jira agree on the time')];
    const way = skewMs > 0 ? 'behind' : 'ahead of';
    const message = `the clock of this machine is ${Math.round(Math.abs(skewMs) / 1000)} s ${way} Jira's`;
    return [warning(message, 'set it by the network: timedatectl set-ntp true; changes may be found late')];
  },
};
