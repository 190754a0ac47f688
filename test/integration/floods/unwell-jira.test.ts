import { expect } from 'chai';
import type { FaultRule } from '../../../src/emulator/faults/faults.ts';
import { API_KEY, type Clone, eventually, Workshop } from '../cli/workshop.ts';

const UNTIL = { untilMs: Number.POSITIVE_INFINITY };
/** What is wrong with every answer of Jira, and the words that people read of it. */
const DROUGHTS: readonly { readonly name: string; readonly fault: FaultRule; readonly told: RegExp }[] = [
  { name: 'takes connections and never answers', fault: { kind: 'hang', ...UNTIL }, told: /no answer in time/ },
  { name: 'is away', fault: { kind: 'unavailable', ...UNTIL }, told: /503/ },
  {
    name: 'is away and says for how long',
    fault: { kind: 'unavailable', retryAfterSeconds: 1, ...UNTIL },
    told: /503/,
  },
  { name: 'has heard enough', fault: { kind: 'rate-limited', retryAfterSeconds: 1, ...UNTIL }, told: /429/ },
  { name: 'is a page of the proxy', fault: { kind: 'html', status: 200, ...UNTIL }, told: /instead of data/ },
  { name: 'is cut off', fault: { kind: 'reset', ...UNTIL }, told: /cannot be reached/ },
];

for (const personality of ['server', 'cloud'] as const) {
  describe(`tract serve while Jira is unwell, ${personality}`, function () {
    this.timeout(60_000);
    let workshop: Workshop;
    let clone: Clone;

    beforeEach(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      await workshop.serve({ TRACT_JIRA_TIMEOUT: '1' });
      clone = await workshop.clone();
    });

    afterEach(() => workshop.close());

    const health = async () => (await (await fetch(`${workshop.url}/health`)).json()) as Record<string, unknown>;
    const nudge = () =>
      fetch(`${workshop.url}/sync`, { method: 'POST', headers: { Authorization: `Bearer ${API_KEY}` } });
    const title = (key: string) => workshop.jira.world.issues.find(key)?.values.summary;
    const file = (key: string) => workshop.git('show', `main:issues/${key}.md`);

    for (const { name, fault, told } of DROUGHTS) {
      it(`${name}: it is told, the service answers meanwhile, and one nudge afterwards brings everything`, async () => {
        workshop.jira.faults.add(fault);
        workshop.jira.as('anna').editIssue('APP-2', { summary: 'Edited in Jira' });
        clone.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: Pushed'));
        const pushing = clone.push();
        await eventually(health, ({ status }) => status === 'degraded');
        expect(String((await health()).reason)).to.match(told);
        expect(await pushing)
          .to.match(told)
          .and.to.match(/^✗ Sync error: /);
        const { stdout, stderr } = await workshop.ask(clone, ['status']);
        expect(stdout + stderr).to.match(told);
        expect(title('APP-1')).to.equal('First');
        workshop.jira.faults.clear();
        expect((await nudge()).status).to.be.below(300);
        await eventually(
          () => title('APP-1'),
          (seen) => seen === 'Pushed',
        );
        await eventually(
          () => file('APP-2'),
          (text) => text.includes('title: Edited in Jira'),
        );
        await eventually(health, ({ status }) => status === 'ok');
      });
    }

    it('takes most of its time for each answer: everything arrives all the same', async () => {
      workshop.jira.settings.latencyMs = 700;
      workshop.jira.as('anna').editIssue('APP-2', { summary: 'Edited in Jira' });
      clone.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: Pushed'));
      expect(await clone.push()).to.include('✓ APP-1 → Jira: set title');
      expect(title('APP-1')).to.equal('Pushed');
      await eventually(
        () => file('APP-2'),
        (text) => text.includes('title: Edited in Jira'),
      );
      expect(await health()).to.include({ status: 'ok' });
    });
  });
}
