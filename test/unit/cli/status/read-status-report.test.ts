import { expect } from 'chai';
import pc from 'picocolors';
import { CliError } from '../../../../src/cli/cli-error.ts';
import { statusLines } from '../../../../src/cli/render/status-lines.ts';
import { olderServiceLine, readStatusReport } from '../../../../src/cli/status/read-status-report.ts';
import { FakeEngine, item } from '../../server/fake-engine.ts';

const PLAIN = pc.createColors(false);

describe('the status of a service', () => {
  it('of this version is read as it is', async () => {
    const report = { ...(await new FakeEngine().status()), pending: [item({})] };
    expect(readStatusReport(JSON.parse(JSON.stringify(report)))).to.deep.equal({ report, untold: [] });
    expect(olderServiceLine([])).to.equal(null);
  });

  it('of an older one is shown with what it says, whichever member is missing', async () => {
    const whole = { ...(await new FakeEngine().status()), pending: [item({})] };
    for (const member of Object.keys(whole)) {
      if (member === 'project' || member === 'health') continue;
      const { report, untold } = readStatusReport(
        Object.fromEntries(Object.entries(whole).filter(([name]) => name !== member)),
      );
      expect(untold).to.deep.equal([member]);
      expect(olderServiceLine(untold)).to.match(
        new RegExp(`^the service is older .* does not tell ${member}: update it$`),
      );
      expect(statusLines(report, PLAIN, null, 0).join('\n')).to.match(/^Project APP: /);
    }
  });

  it('of an older one is shown where a ticket lacks what tickets have by now', async () => {
    const { ref, key, situation, holds } = item({});
    const old = { ...(await new FakeEngine().status()), pending: [{ ref, key, situation, holds }] };
    expect(statusLines(readStatusReport(old).report, PLAIN, null, 0).join('\n')).to.match(/Not finished:\n.*APP-1/);
  });

  it('is no answer of something else', () => {
    for (const answer of [null, 'hello', [], { status: 'ok' }])
      expect(() => readStatusReport(answer)).to.throw(CliError);
  });
});
