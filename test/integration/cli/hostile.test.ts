import { expect } from 'chai';
import fc from 'fast-check';
import { hostileRequests, send } from '../../support/hostile-requests.ts';
import { PASSWORD } from '../../support/small-jira.ts';
import type { RunningTract } from './run-tract.ts';
import { API_KEY, SECRET, Workshop } from './workshop.ts';

describe('whatever is sent to tract serve', function () {
  this.timeout(120_000);
  let workshop: Workshop;
  let daemon: RunningTract;
  before(async () => {
    workshop = await Workshop.open('server');
    await workshop.onboard();
    daemon = await workshop.serve({ TRACT_LOG_LEVEL: 'debug', TRACT_RATE_LIMIT: '100000' });
  });
  after(() => workshop.close());

  it('is answered, and no secret is in an answer or in a line of its log', async () => {
    const hides = (text: string) => {
      for (const secret of [API_KEY, SECRET, PASSWORD]) expect(text).not.to.include(secret);
    };
    const requests = hostileRequests({ key: API_KEY, webhook: SECRET });
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const { status, headers, text } = await send(workshop.url, request);
        if (status !== 503) expect(status, text).to.be.within(200, 499);
        hides(`${text}${JSON.stringify(headers)}`);
      }),
      { numRuns: 200 },
    );
    const { code, stderr } = await daemon.stop();
    expect(code).to.equal(0);
    expect(stderr).to.include('webhook from Jira').and.not.include('request failed');
    hides(stderr);
  });
});
