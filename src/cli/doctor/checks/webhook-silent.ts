import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';

const LONG_S = 24 * 3600;
const COUNT = /^tract_webhook_to_commit_seconds_count(?:\{[^}]{0,200}\})? ([0-9.e+]{1,20})$/gm;
const TIMEOUT_MS = 10_000;

/** A webhook that is registered and never comes: a firewall, a proxy, a wrong secret. The service counts what came of them. */
export const webhookSilent: Check = {
  name: 'webhook news',
  async find({ server, environment, health }) {
    const found = await health();
    if (environment.kind !== 'config' || environment.config.webhookSecret === null) return [];
    if (server.kind !== 'server' || found.kind !== 'health') return [];
    const count = await readCount(server.access.url, server.access.key);
    if (count === null) return [];
    const hours = Math.floor(found.report.uptime / 3600);
    if (count > 0) return [fine(`${count} changes came by webhook since the service started`)];
    if (found.report.uptime < LONG_S) return [];
    const fix = 'look in Jira at what the webhook was last answered: address, firewall, TRACT_WEBHOOK_SECRET';
    return [warning(`no change came by webhook since the service started ${hours} h ago`, fix)];
  },
};

/** Null where the service does not count. */
async function readCount(url: string, key: string | null): Promise<number | null> {
  try {
    const headers = key === null ? {} : { Authorization: `Bearer ${key}` };
    const response = await fetch(`${url}/metrics`, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const counts = response.ok ? [...(await response.text()).matchAll(COUNT)].map(([, count]) => Number(count)) : [];
    return counts.length === 0 ? null : counts.reduce((sum, each) => sum + each, 0);
  } catch {
    // Whether the service can be reached at all is told by its own check.
    return null;
  }
}
