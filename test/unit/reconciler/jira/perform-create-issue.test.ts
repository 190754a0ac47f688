import { expect } from 'chai';
import type { Value } from '../../../../src/model/value.ts';
import { refusal } from '../../../support/jira-side-contract.ts';
import { type EmulatorWorld, emulatorWorld, testWorlds } from './emulator-world.ts';

for (const flavor of ['server', 'cloud'] as const) {
  describe(`creating issues on ${flavor}`, () => {
    let world: EmulatorWorld;

    beforeEach(async () => {
      world = await emulatorWorld(flavor);
    });

    afterEach(async () => {
      await world.close();
    });

    const create = async (values: Readonly<Record<string, Value>>) => {
      const all = { title: 'Made in git', type: 'Task', ...values };
      const action = { kind: 'create-issue', uid: 'u-1', path: 'issues/new.md', values: all, texts: {} } as const;
      const { key } = await world.side.perform({ ...action, reason: 'test' });
      const reading = (await world.side.read([key ?? ''])).get(key ?? '');
      if (reading?.kind !== 'present') throw new Error('not created');
      return reading.ticket.values;
    };

    it('sets what the create screen does not take by an edit right after', async () => {
      world.jira.admin.changeField('duedate', { screens: ['edit'] });
      expect(await create({ due: '2026-03-01', labels: ['a'] })).to.deep.include({ due: '2026-03-01', labels: ['a'] });
      expect(world.jira.requests.count('PUT')).to.equal(1);
    });

    it('creates all the same where that edit is refused, and says so', async () => {
      world.jira.admin.changeField('duedate', { screens: [] });
      expect(await create({ due: '2026-03-01' })).to.include({ due: null, title: 'Made in git' });
      expect(world.warnings).to.deep.equal(['Fields not set on a new issue']);
    });

    it('leaves status, resolution, links and what is empty out of it', async () => {
      const values = await create({ status: 'Done', resolution: 'Done', links: ['blocks APP-9'], assignee: null });
      expect(values).to.include({ status: 'To Do', resolution: null, links: null });
      expect(world.jira.requests.writes().length).to.equal(1);
    });

    it('makes sub-tasks under their parent', async () => {
      const { key } = await world.createIssue('Parent');
      expect(await create({ type: 'Sub-task', parent: key })).to.include({ parent: key });
    });

    it('refuses a person nobody knows, in words', async () => {
      const failure = await refusal(create({ assignee: 'nobody.at.all' }));
      expect(failure.kind).to.equal('rejected');
      expect(failure.fields).to.have.property('assignee');
      expect(world.jira.world.issues.size).to.equal(0);
    });

    it('asks about the screen once for many issues', async () => {
      await create({});
      await create({});
      expect(world.jira.requests.count('GET', /createmeta/)).to.equal(2);
    });
  });
}

describe('creating issues on Jira 8', () => {
  const makeWorld = testWorlds();

  it('reads the old description of the create screen', async () => {
    const world = await makeWorld('server', { createMeta: 'old' });
    const values = { title: 'Made in git', type: 'Bug', labels: ['a'] };
    const action = {
      kind: 'create-issue',
      uid: 'u-1',
      path: 'issues/new.md',
      values,
      texts: {},
      reason: 'test',
    } as const;
    expect((await world.side.perform(action)).key).to.equal('APP-1');
  });
});
