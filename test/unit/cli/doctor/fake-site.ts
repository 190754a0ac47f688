import type { Check } from '../../../../src/cli/doctor/check.ts';
import type { Health } from '../../../../src/cli/doctor/health.ts';
import type { Answer, JiraDesk } from '../../../../src/cli/doctor/jira-desk.ts';
import type { ServerStatus } from '../../../../src/cli/doctor/server-status.ts';
import type { Site } from '../../../../src/cli/doctor/site.ts';
import { EMPTY_STATUS } from '../../../../src/reconciler/empty-status.ts';
import type { StatusReport } from '../../../../src/reconciler/engine.ts';
import { HEALTHY, QUIET } from '../../server/fake-engine.ts';

export const NOW = Date.UTC(2026, 1, 14, 9);
export const URL_OF_SERVER = 'http://tract-server:3100';

/** A place where there is nothing to look at, but for the changes. */
export function fakeSite(change: Partial<Site> = {}): Site {
  return {
    io: {
      env: { PATH: process.env.PATH, HOME: '/', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
      cwd: '/',
    },
    nowMs: () => NOW,
    clone: null,
    environment: { kind: 'none' },
    server: { kind: 'unknown' },
    health: async () => ({ kind: 'none' }),
    status: async () => ({ kind: 'none' }),
    jira: null,
    ...change,
  };
}

/** What a check says, a line each: `failed: message → fix`. */
export async function said(check: Check, change: Partial<Site> = {}): Promise<readonly string[]> {
  const findings = await check.find(fakeSite(change));
  return findings.map(({ level, message, fix }) => `${level}: ${message}${fix === null ? '' : ` → ${fix}`}`);
}

export function serverSite(
  health: Partial<Extract<Health, { kind: 'health' }>['report']> & { readonly skewMs?: number },
): Partial<Site> {
  const { skewMs = 0, ...change } = health;
  const report = {
    status: 'ok',
    version: '1',
    project: 'APP',
    jiraConnected: true,
    uptime: 60,
    lastSuccess: null,
    reason: null,
    ...change,
  };
  return {
    server: { kind: 'server', access: { url: URL_OF_SERVER, key: null } },
    health: async () => ({ kind: 'health', url: URL_OF_SERVER, report, skewMs }),
  };
}

export function statusSite(change: Partial<StatusReport>): Partial<Site> {
  const report: StatusReport = {
    ...EMPTY_STATUS,
    project: 'APP',
    health: HEALTHY,
    tickets: 3,
    lastCycle: { ...QUIET, endedAtMs: NOW - 5_000 },
    ...change,
  };
  const status: ServerStatus = { kind: 'status', report };
  return { status: async () => status };
}

export function reply(body: unknown, status = 200): Answer {
  return { kind: 'reply', reply: { kind: 'reply', status, headers: {}, body } };
}

/** A Jira where all is well, but for the changes. */
export function jiraSite(change: Partial<JiraDesk>): Partial<Site> {
  return {
    jira: {
      url: 'https://jira.example.com',
      project: 'APP',
      serverInfo: async () => reply({ serverTime: new Date(NOW).toISOString().replace('Z', '+0000') }),
      myself: async () => reply({ displayName: 'Tract Service' }),
      projectSeen: async () => reply({ key: 'APP' }),
      permissions: async () => reply({ permissions: {} }),
      webhooks: async () => reply([]),
      close: async () => {},
      ...change,
    },
  };
}
