import { expect } from 'chai';
import { editTicketFile } from '../../../src/model/ticket-file.ts';
import type { BatchEvent } from '../../../src/reconciler/batch-event.ts';
import type { TreeEdit } from '../../../src/snapshot/object-store.ts';
import { EngineScenario, QUICK } from '../../support/engine-scenario.ts';

const MANY = 300;

describe('a push that edits hundreds of tickets at once', () => {
  async function flooded() {
    const scenario = await new EngineScenario().begin(MANY + 2);
    const batches: BatchEvent[] = [];
    scenario.engine.onEvent((event) => {
      if (event.kind === 'batch') batches.push(event);
    });
    const edits: TreeEdit[] = [];
    for (let number = 1; number <= MANY; number++) {
      const path = `issues/APP-${number}.md`;
      const source = (await scenario.world.text(path)) ?? '';
      const edit = { values: { title: `Flood ${number}` }, texts: {}, comments: null };
      edits.push({ kind: 'put', path, content: editTicketFile(source, edit, scenario.world.format) });
    }
    await scenario.push(...edits);
    return { scenario, batches };
  }

  it('arrives whole, once each, and lets what others edit meanwhile through between two batches', async () => {
    const { scenario, batches } = await flooded();
    const writes = scenario.world.jira.writes;
    let isEdited = false;
    const stop = scenario.engine.onEvent((event) => {
      if (event.kind !== 'batch' || isEdited) return;
      isEdited = true;
      scenario.editInJira(`APP-${MANY + 1}`, { title: 'Edited in Jira' });
      void scenario
        .editInGit(`APP-${MANY + 2}`, { title: 'Edited in git' })
        .then(() => scenario.engine.nudge('git', []));
      scenario.engine.nudge('jira', [`APP-${MANY + 1}`]);
    });
    await scenario.cycle();
    stop();
    const place = (key: string) => batches.findIndex(({ tickets }) => tickets.some((ticket) => ticket.key === key));
    expect(place(`APP-${MANY + 1}`)).to.be.within(1, 3);
    expect(place(`APP-${MANY + 2}`)).to.be.within(1, 3);
    expect(place(`APP-${MANY}`)).to.be.greaterThan(4);
    for (let number = 1; number <= MANY; number++) {
      expect(scenario.issue(`APP-${number}`).values.title).to.equal(`Flood ${number}`);
    }
    expect((await scenario.inGit(`APP-${MANY + 1}`)).title).to.equal('Edited in Jira');
    expect(scenario.issue(`APP-${MANY + 2}`).values.title).to.equal('Edited in git');
    expect(scenario.world.jira.writes - writes).to.equal(MANY + 1);
  });

  it('is done when whoever asked for a cycle in the middle of it gets the answer', async () => {
    const { scenario } = await flooded();
    let asked: Promise<unknown> | null = null;
    scenario.engine.onEvent((event) => {
      if (event.kind === 'batch') asked ??= scenario.engine.sync(QUICK);
    });
    void scenario.cycle();
    while (asked === null) await new Promise((resolve) => setImmediate(resolve));
    await asked;
    expect(scenario.issue(`APP-${MANY}`).values.title).to.equal(`Flood ${MANY}`);
    expect((await scenario.engine.status()).queue).to.deep.equal([]);
  });
});
