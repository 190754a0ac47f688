import { expect } from 'chai';
import { type EmulatorWorld, emulatorWorld, testWorlds } from './emulator-world.ts';

for (const flavor of ['server', 'cloud'] as const) {
  describe(`reading many issues from ${flavor}`, () => {
    let world: EmulatorWorld;

    beforeEach(async () => {
      world = await emulatorWorld(flavor);
      await world.side.connect();
    });

    afterEach(async () => {
      await world.close();
    });

    const make = async (count: number) => {
      const issues = [];
      for (let n = 0; n < count; n += 1) issues.push(await world.createIssue(`Issue ${n}`));
      await world.settle();
      world.jira.requests.reset();
      return issues;
    };
    const batches = flavor === 'cloud' ? /\/issue\/bulkfetch$/ : /\/search$/;

    it('reads a few one by one, with who changed them', async () => {
      const issues = await make(3);
      const readings = await world.side.read(issues.map(({ key }) => key));
      expect([...readings.values()].map((each) => each.kind === 'present' && each.ticket.changedBy)).to.deep.equal([
        'anna',
        'anna',
        'anna',
      ]);
      expect(world.jira.requests.count()).to.equal(3);
    });

    it('tells which entries an issue does not speak of, alone and in a batch', async () => {
      const [first] = await make(12);
      const key = first?.key ?? '';
      await world.comment(key, 'Said');
      await world.logWork(key, 3600, '2026-02-03T09:00:00Z', 'Done');
      world.jira.settings.timeTracking = false;
      world.jira.settings.hiddenFields = ['comment'];
      await world.settle();
      const keys = Array.from({ length: 12 }, (_, index) => `APP-${index + 1}`);
      for (const asked of [[key], keys]) {
        const reading = (await world.side.read(asked)).get(key);
        expect(reading).to.have.nested.property('ticket.hides').that.has.members(['comments', 'worklogs']);
      }
      world.jira.settings.timeTracking = true;
      world.jira.settings.hiddenFields = [];
      const reading = (await world.side.read([key])).get(key);
      expect(reading).to.have.nested.property('ticket.hides').that.is.empty;
      expect(reading).to.have.nested.property('ticket.comments').that.has.length(1);
    });

    it('reads two hundred in two requests', async () => {
      const issues = await make(200);
      const readings = await world.side.read(issues.map(({ id }) => id));
      expect([...readings.values()].every(({ kind }) => kind === 'present')).to.equal(true);
      expect(world.jira.requests.count()).to.equal(2);
    });

    it('finds in a batch which are missing, and follows those that moved', async () => {
      world.jira.settings.unknownIssueInJql = 'ignore';
      world.jira.admin.addProject({ key: 'OTHER', lead: 'ben' });
      const issues = await make(12);
      const [gone, moved] = issues;
      await world.deleteIssue(gone?.key ?? '');
      const newKey = world.jira.as('anna').moveIssue(moved?.key ?? '', 'OTHER').key;
      const readings = await world.side.read(issues.map(({ key }) => key));
      expect(readings.get(gone?.key ?? '')).to.deep.equal({ kind: 'missing' });
      expect(readings.get(moved?.key ?? '')).to.have.nested.property('ticket.key', newKey);
      expect(readings.get(moved?.key ?? '')).to.have.nested.property('ticket.id', moved?.id);
      const present = [...readings.values()].filter(({ kind }) => kind === 'present');
      expect(present.length).to.equal(11);
    });

    it('reads one by one where the site cannot do it at once', async () => {
      const issues = await make(10);
      await world.deleteIssue(issues[0]?.key ?? '');
      const missing = flavor === 'cloud' ? 405 : 400;
      world.jira.faults.add({ kind: 'answer', status: missing, match: { method: 'POST', path: batches } });
      const readings = await world.side.read(issues.map(({ id }) => id));
      expect([...readings.values()].map(({ kind }) => kind)).to.deep.equal(['missing', ...Array(9).fill('present')]);
    });

    it('lists in pages, and each issue once', async () => {
      world.jira.settings.searchPageCap = 20;
      await make(50);
      const keys: string[] = [];
      let pages = 0;
      for await (const page of world.side.list()) {
        pages += 1;
        keys.push(...page.tickets.map(({ key }) => key));
        expect(page.total).to.equal(50);
      }
      expect(keys).to.deep.equal(Array.from({ length: 50 }, (_, n) => `APP-${n + 1}`));
      expect(pages).to.be.at.least(3);
    });

    if (flavor === 'cloud') {
      it('lists without a total where Jira does not even count', async () => {
        await make(3);
        world.jira.faults.add({ kind: 'answer', status: 404, match: { method: 'POST', path: /approximate-count$/ } });
        for await (const page of world.side.list()) expect([page.tickets.length, page.total]).to.deep.equal([3, null]);
      });
    }

    it('asks for the fields of the table and no others', async () => {
      await make(1);
      for await (const page of world.side.list()) expect(page.tickets.length).to.equal(1);
      const [search] = world.jira.requests.matching('POST', /search(\/jql)?$/);
      const { fields } = (search?.body ?? {}) as { readonly fields?: readonly string[] };
      expect(fields).to.include.members(['summary', 'timetracking', 'customfield_10020', 'comment', 'worklog']);
      expect(fields).to.not.include('*all');
      expect(fields).to.not.include('votes');
    });

    it('knows who last wrote, not who last edited, where that was a comment', async () => {
      const [issue] = await make(1);
      const key = issue?.key ?? '';
      await world.editTitle(key, 'Renamed');
      world.time.nowMs += 60_000;
      world.jira.as('ben').comment(key, 'Hello');
      expect((await world.side.read([key])).get(key)).to.have.nested.property('ticket.changedBy', 'ben');
    });
  });
}

describe('listing Jira Server while issues vanish', () => {
  const makeWorld = testWorlds();

  it('leaves none of the others out', async () => {
    const world = await makeWorld('server', { searchPageCap: 10 });
    for (let n = 0; n < 40; n += 1) await world.createIssue(`Issue ${n}`);
    const keys = new Set<string>();
    for await (const page of world.side.list()) {
      if (keys.size === 0) for (let n = 1; n <= 5; n += 1) await world.deleteIssue(`APP-${n}`);
      for (const { key } of page.tickets) keys.add(key);
    }
    expect([...keys]).to.include.members(Array.from({ length: 35 }, (_, n) => `APP-${n + 6}`));
  });
});
