import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';

const RULES = 'config/monitoring/alerts.yaml';
const SCRAPE = 'config/monitoring/scrape.yaml';

describe('the alerts, read by Prometheus itself', function () {
  this.timeout(60_000);
  before(function () {
    if (spawnSync('promtool', ['--version']).error === undefined) return;
    console.log('      skipped: there is no promtool; the Debian package prometheus has it');
    this.skip();
  });

  function promtool(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
    expect(status, stdout + stderr).to.equal(0);
    return stdout;
  }

  it('are rules', () => {
    expect(promtool('check', 'rules', RULES)).to.match(/SUCCESS: \d+ rules found/);
  });

  it('come when they should, and not before', () => {
    promtool('test', 'rules', join(import.meta.dirname, 'alert-cases.yaml'));
  });

  it('fit into the example of a configuration', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tract-prometheus-'));
    try {
      const path = join(folder, 'prometheus.yml');
      writeFileSync(path, readFileSync(SCRAPE, 'utf8').replace('/etc/prometheus/tract-alerts.yaml', resolve(RULES)));
      promtool('check', 'config', path);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
