import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { createRandom } from '../../support/random.ts';
import type { RunningTract } from '../cli/run-tract.ts';
import { API_KEY, eventually, SECRET, Workshop } from '../cli/workshop.ts';

const ISSUES = 60;
const EDITS = 5;
const AT_ONCE = 20;

for (const personality of ['server', 'cloud'] as const) {
  describe(`a flood of webhooks, ${personality}`, function () {
    this.timeout(60_000);
    let workshop: Workshop;
    let daemon: RunningTract;

    before(async () => {
      workshop = await Workshop.open(personality);
      const boss = workshop.jira.as('anna');
      for (let count = 3; count <= ISSUES; count++) boss.createIssue('APP', 'Task', { summary: `Issue ${count}` });
      await workshop.onboard();
      daemon = await workshop.serve();
    });

    after(() => workshop.close());

    const send = async (body: string) => {
      const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
      return (
        await fetch(`${workshop.url}/webhook/jira`, { method: 'POST', headers: { 'X-Hub-Signature': signature }, body })
      ).status;
    };

    it('doubled, in any order, and a third of them lost: few cycles, and every file says what Jira says', async () => {
      const boss = workshop.jira.as('anna');
      const commits = Number(await workshop.git('rev-list', '--count', 'main'));
      workshop.jira.requests.reset();
      let sent = 0;
      for (let edit = 1; edit <= EDITS; edit++) {
        const bodies: string[] = [];
        for (let count = 1; count <= ISSUES; count++) {
          const { id, key } = boss.editIssue(`APP-${count}`, { summary: `Edit ${edit} of ${count}` });
          const body = JSON.stringify({
            webhookEvent: 'jira:issue_updated',
            timestamp: Date.now(),
            issue: { id, key },
          });
          if (count % 3 !== 0) bodies.push(body, body);
        }
        const random = createRandom(edit);
        const storm = bodies.map((body) => ({ body, at: random.next() })).sort((one, other) => one.at - other.at);
        for (let at = 0; at < storm.length; at += AT_ONCE) {
          const answers = await Promise.all(storm.slice(at, at + AT_ONCE).map(({ body }) => send(body)));
          expect(new Set(answers)).to.deep.equal(new Set([202]));
        }
        sent += storm.length;
      }
      const titles = () => workshop.git('grep', '-h', '^title: ', 'main', '--', 'issues');
      await eventually(titles, (text) => text.match(new RegExp(`^title: Edit ${EDITS} of `, 'gm'))?.length === ISSUES);
      expect(sent).to.equal(400);
      // It has its turn after every cycle that was wanted before.
      await fetch(`${workshop.url}/sync`, { method: 'POST', headers: { Authorization: `Bearer ${API_KEY}` } });
      const cycles = workshop.jira.requests.count('POST', /\/search/);
      expect(cycles).to.be.below(sent / 10);
      expect(Number(await workshop.git('rev-list', '--count', 'main')) - commits).to.be.below(sent / 10);
      expect(workshop.jira.requests.writes()).to.deep.equal([]);
      expect(daemon.output).not.to.match(/ (?:error|warn)\b/);
    });
  });
}
