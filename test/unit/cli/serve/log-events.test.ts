import { expect } from 'chai';
import { logEvents } from '../../../../src/cli/serve/log-events.ts';
import type { MaintenanceReport } from '../../../../src/reconciler/maintenance.ts';

describe('the log of maintenance', () => {
  let lines: string[];
  let tell: (report: MaintenanceReport) => void;

  beforeEach(() => {
    lines = [];
    const at = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
    const listener = logEvents({ debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') });
    tell = (report) => listener({ kind: 'maintenance', report, tookMs: 5 });
  });

  it('tells of packing, and is silent where there is nothing to pack', () => {
    const size = { loose: 0, packs: 1, packBytes: 100 };
    tell({ kind: 'idle', size });
    tell({ kind: 'packed', before: { ...size, loose: 3_000 }, size });
    expect(lines).to.deep.equal(['debug: nothing to pack', 'info: repository packed']);
  });

  it('warns once of what hinders it, and again when that is something else or has been over', () => {
    const skipped = (reason: string) => tell({ kind: 'skipped', reason });
    skipped('full');
    skipped('full');
    skipped('read-only');
    tell({ kind: 'idle', size: { loose: 0, packs: 0, packBytes: 0 } });
    skipped('read-only');
    expect(lines.filter((line) => line.startsWith('warn'))).to.have.length(3);
  });
});
