import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import type { MaintenanceReport } from '../../../src/reconciler/maintenance.ts';
import { createMetrics } from '../../../src/server/metrics/create-metrics.ts';
import { QUICK } from '../../support/engine-scenario.ts';
import { FakeEngine, KEY, SECRET, serve } from './fake-engine.ts';
import { type Served, serveScenario } from './served-scenario.ts';

/** The value of one series; null where there is none. */
function readSeries(text: string, series: string): number | null {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? null : Number(line.slice(series.length + 1).replace('+Inf', 'Infinity'));
}

describe('GET /metrics', () => {
  let served: Served;
  beforeEach(async () => {
    served = await serveScenario();
  });
  afterEach(() => served.server.close(0));

  const read = async () => (await fetch(`${served.server.url}/metrics`)).text();
  async function webhook(body: object): Promise<void> {
    const text = JSON.stringify(body);
    const signature = `sha256=${createHmac('sha256', SECRET).update(text).digest('hex')}`;
    const headers = { 'X-Hub-Signature': signature };
    await fetch(`${served.server.url}/webhook/jira`, { method: 'POST', body: text, headers });
  }

  it('has every name of the contract, for Prometheus', async () => {
    await served.scenario.cycle();
    const response = await fetch(`${served.server.url}/metrics`);
    expect(response.headers.get('content-type')).to.match(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(names).to.have.members([
      'tract_webhook_to_commit_seconds',
      'tract_push_to_jira_seconds',
      'tract_cycle_seconds',
      'tract_sync_errors_total',
      'tract_echoes_suppressed_total',
      'tract_jira_requests_total',
      'tract_queue_depth',
      'tract_pending_changes',
      'tract_conflicts',
      'tract_last_success_timestamp_seconds',
      'tract_verified_lag_seconds',
      'tract_maintenance_total',
      'tract_repository_loose_objects',
      'tract_repository_packs',
      'tract_repository_pack_bytes',
    ]);
    expect(readSeries(text, 'tract_cycle_seconds_count')).to.equal(1);
    expect(readSeries(text, 'tract_last_success_timestamp_seconds')).to.equal(served.scenario.world.nowMs / 1000);
    expect(readSeries(text, 'tract_verified_lag_seconds')).to.equal(60);
  });

  it("measures from Jira's own time of the event to the commit", async () => {
    const { scenario } = served;
    scenario.editInJira('APP-1', { title: 'From Jira' });
    const { id, key } = scenario.issue('APP-1');
    await webhook({ timestamp: scenario.world.nowMs - 2_000, issue: { id, key } });
    await scenario.engine.sync(QUICK);
    const text = await read();
    expect(readSeries(text, 'tract_webhook_to_commit_seconds_count')).to.equal(1);
    expect(readSeries(text, 'tract_webhook_to_commit_seconds_sum')).to.equal(2);
  });

  it('measures a time entry by the id of its issue, and no event twice', async () => {
    const { scenario } = served;
    scenario.editInJira('APP-2', { title: 'From Jira' });
    const body = { timestamp: scenario.world.nowMs, worklog: { issueId: scenario.issue('APP-2').id } };
    await webhook(body);
    await webhook(body);
    await scenario.cycle();
    scenario.editInJira('APP-2', { title: 'Again' });
    await scenario.cycle();
    expect(readSeries(await read(), 'tract_webhook_to_commit_seconds_count')).to.equal(1);
  });

  it('measures nothing by a clock that cannot be right', async () => {
    const { scenario } = served;
    const { id, key } = scenario.issue('APP-1');
    for (const timestamp of [0, -1, 'now', 1.5, scenario.world.nowMs + 3600_000, scenario.world.nowMs - 86_400_000]) {
      scenario.editInJira('APP-1', { title: `At ${timestamp}` });
      await webhook({ timestamp, issue: { id, key } });
      await scenario.cycle();
    }
    expect(readSeries(await read(), 'tract_webhook_to_commit_seconds_count')).to.equal(0);
  });

  it('measures from the notice of a push to Jira', async () => {
    const { scenario, server } = served;
    await scenario.editInGit('APP-1', { title: 'From git' });
    scenario.world.nowMs += 1_000;
    await fetch(`${server.url}/webhook/git?wait=10`, { method: 'POST' });
    const text = await read();
    expect(readSeries(text, 'tract_push_to_jira_seconds_count')).to.equal(1);
    expect(readSeries(text, 'tract_push_to_jira_seconds_sum')).to.equal(0);
    await scenario.editInGit('APP-1', { title: 'Without a notice' });
    await scenario.cycle();
    expect(readSeries(await read(), 'tract_push_to_jira_seconds_count')).to.equal(1);
  });

  it('counts an echo', async () => {
    served.scenario.engine.nudge('jira', ['APP-1']);
    await served.scenario.cycle();
    expect(readSeries(await read(), 'tract_echoes_suppressed_total')).to.equal(1);
  });

  it('counts a conflict while it lasts, on both sides', async () => {
    const { scenario } = served;
    scenario.editInJira('APP-1', { title: 'From Jira' });
    await scenario.editInGit('APP-1', { title: 'From git' });
    await scenario.cycle();
    const text = await read();
    expect(readSeries(text, 'tract_conflicts')).to.equal(1);
    expect(readSeries(text, 'tract_pending_changes{side="git"}')).to.equal(1);
    expect(readSeries(text, 'tract_pending_changes{side="jira"}')).to.equal(1);
    await scenario.editInGit('APP-1', { title: 'From Jira' });
    await scenario.cycle();
    expect(readSeries(await read(), 'tract_conflicts')).to.equal(0);
  });

  it('has the size of the repository as it was last looked at for packing', async () => {
    const metrics = createMetrics({ withProcess: false });
    const tell = (report: MaintenanceReport) => metrics.engineEvent({ kind: 'maintenance', report, tookMs: 1 });
    tell({ kind: 'idle', size: { loose: 12, packs: 2, packBytes: 3_000 } });
    tell({ kind: 'skipped', reason: 'the disk is full' });
    const text = await metrics.render(await new FakeEngine().status(), 0);
    expect(readSeries(text, 'tract_repository_loose_objects')).to.equal(12);
    expect(readSeries(text, 'tract_repository_packs')).to.equal(2);
    expect(readSeries(text, 'tract_repository_pack_bytes')).to.equal(3_000);
    expect(readSeries(text, 'tract_maintenance_total{outcome="skipped"}')).to.equal(1);
  });

  it('has requests to Jira by their pattern', async () => {
    const metrics = createMetrics({ withProcess: true });
    metrics.jiraRequest({ endpoint: 'GET /issue/{id}', status: 200 });
    metrics.jiraRequest({ endpoint: 'GET /issue/{id}', status: 0 });
    const text = await metrics.render(await new FakeEngine().status(), 0);
    expect(readSeries(text, 'tract_jira_requests_total{endpoint="GET /issue/{id}",status="200"}')).to.equal(1);
    expect(readSeries(text, 'tract_jira_requests_total{endpoint="GET /issue/{id}",status="0"}')).to.equal(1);
    expect(readSeries(text, 'tract_verified_lag_seconds')).to.equal(Number.POSITIVE_INFINITY);
    expect(text).to.include('process_cpu_seconds_total');
  });

  it('is for this machine, and for keys', async () => {
    const far = { 'X-Forwarded-For': '192.0.2.1' };
    expect((await fetch(`${served.server.url}/metrics`, { headers: far })).status).to.equal(401);
    const withKey = { ...far, Authorization: `Bearer ${KEY}` };
    expect((await fetch(`${served.server.url}/metrics`, { headers: withKey })).status).to.equal(200);
  });

  it('is the business of each server alone', async () => {
    const other = await serve(new FakeEngine());
    await served.scenario.cycle();
    expect(readSeries(await (await fetch(`${other.url}/metrics`)).text(), 'tract_cycle_seconds_count')).to.equal(0);
    await other.close(0);
  });
});
