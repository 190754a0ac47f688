import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { summaryOf } from '../../../src/emulator/world/issue-values.ts';
import type { RunningTract } from './run-tract.ts';
import { API_KEY, eventually, Workshop } from './workshop.ts';

/** Longer than anybody waits who only lets go what is under way. */
const SLOW_MS = 6_500;
const CREATE = /\/issue$/;

for (const personality of ['server', 'cloud'] as const) {
  describe(`tract serve is told to stop, ${personality}`, function () {
    this.timeout(90_000);
    let workshop: Workshop;
    let daemon: RunningTract;
    let me: string;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      me = personality === 'cloud' ? 'anna.berg' : 'anna';
    });
    beforeEach(async () => {
      daemon = await workshop.serve();
    });
    after(() => workshop.close());

    const ask = (method: string, path: string, body: object | null = null, key: string | null = null) =>
      fetch(workshop.url + path, {
        method,
        headers: { Authorization: `Bearer ${API_KEY}`, ...(key === null ? {} : { 'Idempotency-Key': key }) },
        body: body === null ? null : JSON.stringify(body),
      });
    const titled = (title: string) => [...workshop.jira.world.issues.all()].filter((each) => summaryOf(each) === title);
    const atJira = (path: RegExp) => {
      const before = workshop.jira.requests.count('POST', path);
      return eventually(
        () => workshop.jira.requests.count('POST', path),
        (count) => count > before,
      );
    };
    const isLocked = () => existsSync(join(workshop.repository, 'tract-sync.lock'));

    it('takes nothing new, ends streams at once, and finishes what it accepted before it ends', async () => {
      const stream = await ask('GET', '/events');
      const reached = atJira(CREATE);
      workshop.jira.faults.add({ kind: 'delay', delayMs: SLOW_MS, match: { method: 'POST', path: CREATE } });
      const slow = ask('POST', '/create/APP', { title: 'Accepted', description: 'Slowly' });
      await reached;
      const behind = [
        ask('POST', '/worklog/APP-1', { author: me, time: '2h', started: '2026-02-14T09:00:00Z', comment: 'Waited' }),
        ask('POST', '/comment/APP-2', { author: me, body: 'Waited too' }),
      ];
      await eventually(
        async () => (await ask('GET', '/health/live')).status,
        (status) => status === 200,
      );
      const ended = daemon.stop('SIGTERM');
      const isAnswered = slow.then(() => 'answered' as const);
      expect(await Promise.race([stream.text().then(() => 'stream ended'), isAnswered])).to.equal('stream ended');
      const refused = fetch(`${workshop.url}/health`, { headers: { Connection: 'close' } }).then(
        () => 'taken',
        () => 'refused',
      );
      expect(await Promise.race([refused, isAnswered])).to.equal('refused');
      const answers = await Promise.all([slow, ...behind]);
      expect(answers.map(({ status }) => status)).to.deep.equal([201, 201, 201]);
      const { issueKey, commit } = (await answers[0]?.json()) as { readonly issueKey: string; readonly commit: string };
      const { code, stderr } = await ended;
      expect([code, isLocked()], stderr).to.deep.equal([0, false]);
      expect(titled('Accepted').map(({ key }) => key)).to.deep.equal([issueKey]);
      expect(await workshop.git('show', `${commit}:issues/${issueKey}.md`)).to.include('Slowly');
      expect(await workshop.git('show', 'main:worklogs/2026-02.jsonl')).to.include('"comment":"Waited"');
      expect(await workshop.git('show', 'main:issues/APP-2.md')).to.include('Waited too');
    });

    it('ends at once when it is told twice, by whichever signal, and the request is finished after the next start', async () => {
      const reached = atJira(CREATE);
      workshop.jira.faults.add({ kind: 'held-reply', match: { method: 'POST', path: CREATE } });
      const asked = ask('POST', '/create/APP', { title: 'Cut off' }, 'cut-off').then(
        ({ status }) => status,
        () => 'cut',
      );
      await reached;
      const ended = daemon.stop('SIGTERM');
      await daemon.says('stopping');
      void daemon.stop('SIGINT');
      expect([(await ended).code, await asked]).to.deep.equal([130, 'cut']);
      daemon = await workshop.serve();
      const answer = await eventually(
        () => ask('POST', '/create/APP', { title: 'Cut off' }, 'cut-off'),
        ({ status }) => status !== 503 && status !== 409,
      );
      expect(answer.status).to.equal(201);
      const { issueKey } = (await answer.json()) as { readonly issueKey: string };
      expect(titled('Cut off').map(({ key }) => key)).to.deep.equal([issueKey]);
      expect(await workshop.git('show', `main:issues/${issueKey}.md`)).to.include('title: Cut off');
      expect((await daemon.stop('SIGINT')).code).to.equal(0);
    });
  });
}
