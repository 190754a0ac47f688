import { expect } from 'chai';
import type { ResolveRequest, Take } from '../../../../src/reconciler/resolve/resolve-request.ts';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';
import { wiki } from '../../../support/memory-jira.ts';

const HOLD = 'policies: { comments: hold, worklogs: hold }\n';
const FEBRUARY = 'worklogs/2026-02.jsonl';

const ask = (field: string | null, take: Take, value: unknown = null): ResolveRequest => {
  return { issue: 'APP-1', field, take, value, seen: null, by: null };
};

/** Nothing is held and nothing left to do, for a sweep and for a new process. */
async function atRest(scenario: EngineScenario): Promise<void> {
  expect(await scenario.holds()).to.deep.equal([]);
  const mark = await scenario.mark();
  await scenario.cycle(FULL);
  await scenario.restart();
  await scenario.cycle();
  expect(await scenario.mark()).to.equal(mark);
}

describe('resolving conflicts of comments', () => {
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(1, HOLD);
    const { jira } = scenario.world;
    jira.comment(scenario.issue(), 'boss', 'One');
    scenario.world.nowMs += 60_000;
    jira.comment(scenario.issue(), 'jane', 'Two');
    await scenario.cycle();
  });

  const source = async () => `${await scenario.world.text('issues/APP-1.md')}`;
  const inGit = async () =>
    ((await scenario.world.file('issues/APP-1.md'))?.doc.comments ?? []).map(({ author, body }) => [author, body]);
  const inJira = () =>
    scenario.issue().comments.map(({ author, body }) => [author, body?.kind === 'wiki' ? body.wiki : '']);
  const first = () => `comment:${scenario.issue().comments[0]?.id}`;
  const editInJira = (index: number, words: string) => {
    scenario.issue().comments = scenario
      .issue()
      .comments.map((each, at) => (at === index ? { ...each, body: wiki(words) ?? each.body } : each));
    scenario.world.jira.touch(scenario.issue());
  };
  const both = async (...comments: readonly (readonly string[])[]) => {
    expect(await inGit()).to.deep.equal(comments);
    expect(inJira()).to.deep.equal(comments);
    await atRest(scenario);
  };
  const two = ['jane', 'Two'] as const;

  describe('whose text both sides changed', () => {
    beforeEach(async () => {
      await scenario.put('issues/APP-1.md', (await source()).replace('One', 'One by git'));
      editInJira(0, 'One by Jira');
      await scenario.cycle();
      expect((await scenario.holds()).map(({ field }) => field)).to.deep.equal([first()]);
    });

    for (const [take, value, words] of [
      ['git', null, 'One by git'],
      ['jira', null, 'One by Jira'],
      ['merged', 'One by **both**', 'One by **both**'],
    ] as const) {
      it(`takes ${take}`, async () => {
        expect((await scenario.engine.resolve(ask(first(), take, value))).kind).to.equal('resolved');
        if (take !== 'merged') return both(['boss', words], two);
        expect(await inGit()).to.deep.equal([['boss', words], two]);
        expect(inJira()[0]).to.deep.equal(['boss', 'One by *both*']);
        return atRest(scenario);
      });
    }

    it('refuses an empty one', async () => {
      expect((await scenario.engine.resolve(ask(first(), 'merged', ' '))).kind).to.equal('invalid');
    });
  });

  describe('that git removed and Jira edited', () => {
    beforeEach(async () => {
      const text = await source();
      await scenario.put(
        'issues/APP-1.md',
        text.slice(0, text.indexOf('**boss**')) + text.slice(text.indexOf('**jane**')),
      );
      editInJira(0, 'One by Jira');
      await scenario.cycle();
      expect((await scenario.holds()).map(({ field }) => field)).to.deep.equal([first()]);
    });

    it('removes it where git is taken', async () => {
      await scenario.engine.resolve(ask(null, 'git'));
      await both(two);
    });

    it('brings it back where Jira is taken', async () => {
      await scenario.engine.resolve(ask(null, 'jira'));
      await both(['boss', 'One by Jira'], two);
    });

    it('takes no other text', async () => {
      const mark = await scenario.mark();
      expect((await scenario.engine.resolve(ask(first(), 'merged', 'x'))).kind).to.equal('invalid');
      expect(await scenario.mark()).to.equal(mark);
    });
  });

  describe('that Jira removed and git edited', () => {
    beforeEach(async () => {
      await scenario.put('issues/APP-1.md', (await source()).replace('One', 'One by git'));
      scenario.issue().comments = scenario.issue().comments.slice(1);
      scenario.world.jira.touch(scenario.issue());
      await scenario.cycle();
      await scenario.cycle();
      expect(await scenario.holds()).to.have.length(1);
    });

    it('removes it where Jira is taken', async () => {
      await scenario.engine.resolve(ask(null, 'jira'));
      await both(two);
    });

    it('makes it anew where git is taken, once', async () => {
      await scenario.engine.resolve(ask(null, 'git'));
      expect(await inGit()).to.have.deep.members([two, ['boss', 'One by git']]);
      expect(inJira()).to.have.deep.members([two, ['boss', 'One by git']]);
      await atRest(scenario);
    });
  });
});

describe('resolving conflicts of time entries', () => {
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(1, HOLD);
    await scenario.put(FEBRUARY, line('1h', 'Work'));
    await scenario.cycle();
  });

  const line = (time: string, comment: string, started = '2026-02-03T09:00:00Z') =>
    `${JSON.stringify({ issue: 'APP-1', author: 'jane', time, started, comment, id: 'w-1' })}\n`;
  const editInJira = (seconds: number, comment: string) => {
    scenario.issue().worklogs = scenario.issue().worklogs.map((each) => ({ ...each, seconds, comment: wiki(comment) }));
    scenario.world.jira.touch(scenario.issue());
  };
  const inJira = () =>
    scenario.issue().worklogs.map(({ seconds, comment }) => [seconds, comment?.kind === 'wiki' ? comment.wiki : '']);
  const inGit = async () => `${await scenario.world.text(FEBRUARY)}`;

  describe('that both sides changed', () => {
    beforeEach(async () => {
      await scenario.put(FEBRUARY, line('2h', 'By git'));
      editInJira(10_800, 'By Jira');
      await scenario.cycle();
      expect(await scenario.holds()).to.have.length(1);
    });

    for (const [take, value, time, seconds, words] of [
      ['git', null, '2h', 7200, 'By git'],
      ['jira', null, '3h', 10_800, 'By Jira'],
      ['merged', { time: '5h', comment: 'By both' }, '5h', 18_000, 'By both'],
    ] as const) {
      it(`takes ${take}`, async () => {
        const [hold] = await scenario.holds();
        const outcome = await scenario.engine.resolve(ask(hold?.field ?? '', take, value));
        expect(outcome.kind, JSON.stringify(outcome)).to.equal('resolved');
        expect(inJira()).to.deep.equal([[seconds, words]]);
        expect(await inGit()).to.equal(line(time, words));
        await atRest(scenario);
      });
    }

    it('takes no other members, and no time that is none', async () => {
      const [hold] = await scenario.holds();
      const mark = await scenario.mark();
      for (const value of ['2h', {}, { author: 'boss' }, { time: 'soon' }, { started: 'now' }, { comment: 1 }])
        expect((await scenario.engine.resolve(ask(hold?.field ?? '', 'merged', value))).kind).to.equal('invalid');
      expect(await scenario.mark()).to.equal(mark);
    });
  });

  it('in their time alone, while what Jira wrote to them comes along', async () => {
    await scenario.put(FEBRUARY, line('2h', 'Work'));
    editInJira(10_800, 'More work');
    await scenario.cycle();
    await scenario.engine.resolve(ask(null, 'git'));
    expect(inJira()).to.deep.equal([[7200, 'More work']]);
    expect(await inGit()).to.equal(line('2h', 'More work'));
    await atRest(scenario);
  });

  for (const take of ['git', 'jira'] as const) {
    it(`that git removed and Jira edited, taking ${take}`, async () => {
      await scenario.put(FEBRUARY, '');
      editInJira(10_800, 'By Jira');
      await scenario.cycle();
      expect(await scenario.holds()).to.have.length(1);
      await scenario.engine.resolve(ask(null, take));
      expect(inJira()).to.deep.equal(take === 'git' ? [] : [[10_800, 'By Jira']]);
      expect((await inGit()).includes('By Jira')).to.equal(take === 'jira');
      await atRest(scenario);
    });

    it(`that Jira removed and git edited, taking ${take}`, async () => {
      await scenario.put(FEBRUARY, line('2h', 'By git'));
      scenario.world.jira.removeWorklog(scenario.issue(), scenario.issue().worklogs[0]?.id ?? '');
      await scenario.cycle();
      expect(await scenario.holds()).to.have.length(1);
      await scenario.engine.resolve(ask(null, take));
      expect(inJira()).to.deep.equal(take === 'jira' ? [] : [[7200, 'By git']]);
      expect(await inGit()).to.equal(take === 'jira' ? '' : line('2h', 'By git'));
      await atRest(scenario);
    });
  }
});

describe('resolving the conflict of a ticket that Jira removed and git edited', () => {
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(3);
    await scenario.put(
      FEBRUARY,
      `${JSON.stringify({ issue: 'APP-1', author: 'jane', time: '1h', started: '2026-02-03T09:00:00Z', id: 'w-1' })}\n`,
    );
    await scenario.cycle();
    scenario.world.jira.issues.delete(scenario.issue().id);
    await scenario.editInGit('APP-1', { title: 'Still wanted' }, 'Something else.');
    for (let times = 0; times < 3; times++) await scenario.cycle(FULL);
    expect((await scenario.holds()).map(({ field, kind }) => [field, kind])).to.deep.equal([['file', 'conflict']]);
  });

  it('removes the file and its time where Jira is taken', async () => {
    const outcome = await scenario.engine.resolve(ask('file', 'jira'));
    expect(outcome).to.deep.include({ kind: 'resolved', issue: 'APP-1', holds: [], pending: null });
    expect(await scenario.world.keys()).to.have.members(['APP-2', 'APP-3']);
    expect(await scenario.world.text(FEBRUARY)).to.equal('');
    await atRest(scenario);
  });

  it('says what to do where git is taken, and changes nothing', async () => {
    const mark = await scenario.mark();
    const outcome = await scenario.engine.resolve(ask('file', 'git'));
    expect(outcome.kind === 'invalid' && outcome.reason).to.include('rename the file');
    expect(await scenario.mark()).to.equal(mark);
  });
});
