import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { wiki } from '../../support/memory-jira.ts';

const COMMENTING = 'conflicts: { comment: true }\n';

describe('a conflict that is commented on in Jira', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2, COMMENTING);
  });

  async function disagree(field: string, number = 1): Promise<void> {
    await scenario.editInGit('APP-1', { [field]: `By git ${number}` });
    scenario.editInJira('APP-1', { [field]: `By Jira ${number}` });
  }

  function comments(): readonly string[] {
    return scenario.issue().comments.map(({ author, body }) => `${author}: ${body?.kind === 'wiki' ? body.wiki : ''}`);
  }

  async function agree(title: string): Promise<void> {
    scenario.editInJira('APP-1', { title });
    await scenario.editInGit('APP-1', { title });
    await scenario.cycle();
  }

  it('says what is held, with both values, who gave them and how to settle it, by the account of the service', async () => {
    await disagree('title');
    await scenario.cycle();
    const [words, ...others] = comments();
    expect(others).to.deep.equal([]);
    expect(words).to.match(/^tract: Tract: /);
    expect(words).to.match(
      /\* \*title\*: git says "By git 1" \(jane, [\d-]+ [\d:]+ UTC\); Jira says "By Jira 1" \(boss, /,
    );
    expect(words).to.include('issues/APP-1.md').and.to.include('{{tract conflicts resolve APP-1 --take git}}');
    expect((await scenario.holds()).map(({ field }) => field)).to.deep.equal(['title']);
  });

  it('stands in the file as a comment of that account, and is quiet from then on', async () => {
    await disagree('title');
    await scenario.cycle();
    const file = await scenario.world.file('issues/APP-1.md');
    expect(file?.doc.comments.map(({ author, body }) => [author, body.slice(0, 6)])).to.deep.equal([
      ['tract', 'Tract:'],
    ]);
    const mark = await scenario.mark();
    await scenario.cycle(FULL);
    await scenario.restart();
    await scenario.cycle({ ...FULL, retryHeld: true });
    expect(await scenario.mark()).to.equal(mark);
  });

  it('is told once, however often the values change while it stands', async () => {
    await disagree('title');
    await scenario.cycle();
    await disagree('title', 2);
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(comments()).to.have.length(1);
  });

  it('is told of what is held besides in another one, and anew once it was settled', async () => {
    await disagree('title');
    await scenario.cycle();
    await scenario.editInGit('APP-1', {}, 'First by git.\n\nSecond of 1.');
    scenario.editInJira('APP-1', {}, 'First by *Jira*.\n\nSecond of 1.');
    await scenario.cycle();
    expect(comments()).to.have.length(2);
    expect(comments()[1]).to.include('*description*: git says').and.not.include('*title*');
    await agree('Settled');
    await disagree('title', 3);
    await scenario.cycle();
    expect(comments()).to.have.length(3);
    expect(comments()[2]).to.include('By Jira 3');
  });

  it('is found again after its answer was lost, with what was held then', async () => {
    const { jira } = scenario.world;
    await scenario.configure(`${COMMENTING}policies: { assignee: hold }\n`);
    const away = async () => {
      throw new Failure('transient', 'no answer');
    };
    const fine = jira.weather;
    const afterWrite = async () => {
      jira.weather = { ...fine, request: away };
      await away();
    };
    jira.weather = { ...fine, afterWrite };
    await disagree('title');
    await disagree('assignee');
    await scenario.cycle().catch(() => {});
    expect(comments()).to.have.length(1);
    jira.weather = fine;
    scenario.editInJira('APP-1', { title: 'By git 1' });
    await disagree('assignee', 2);
    await scenario.restart();
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(comments()).to.have.length(1);
    expect((await scenario.holds()).map(({ field }) => field)).to.deep.equal(['assignee']);
  });

  it('waits in the words of Jira where the account may not comment, and is asked for again by a person', async () => {
    let asked = 0;
    scenario.world.jira.refuse = (action) => {
      if (action.kind !== 'add-comment') return null;
      asked++;
      return new Failure('rejected', 'You do not have the permission to comment on this issue.');
    };
    await disagree('title');
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(asked).to.equal(1);
    const holds = await scenario.holds();
    expect(holds.map(({ field, kind }) => [field, kind])).to.deep.equal([
      ['title', 'conflict'],
      ['comment:about-title', 'refused'],
    ]);
    scenario.world.jira.refuse = () => null;
    await scenario.cycle({ ...FULL, retryHeld: true });
    expect(comments()).to.have.length(1);
    expect((await scenario.holds()).map(({ field }) => field)).to.deep.equal(['title']);
  });

  it('shows what people wrote as words, whatever it looks like', async () => {
    await scenario.editInGit('APP-1', { title: '[~boss] *{panel}' });
    scenario.editInJira('APP-1', { title: 'h1. !x.png!' });
    await scenario.cycle();
    expect(comments()[0]).to.include('\\[~boss]').and.include('\\{panel}').and.include('\\!x.png!');
  });

  it('leaves the comments of people as they are', async () => {
    scenario.issue().comments = [{ id: '900', author: 'boss', at: '2026-02-13T09:00:00Z', body: wiki('Before') }];
    await disagree('title');
    await scenario.cycle();
    expect(comments()[0]).to.equal('boss: Before');
    expect((await scenario.world.file('issues/APP-1.md'))?.doc.comments).to.have.length(2);
  });
});

describe('a conflict where nobody asked for comments', () => {
  it('makes none', async () => {
    const scenario = await new EngineScenario().begin(1);
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-1', { title: 'By Jira' });
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(await scenario.holds()).to.have.length(1);
    expect(scenario.issue().comments).to.deep.equal([]);
  });
});
