import { expect } from 'chai';
import type { Transition, Workflow } from '../../../../src/emulator/world/workflow.ts';
import type { Values } from '../../../../src/model/value.ts';
import { refusal } from '../../../support/jira-side-contract.ts';
import { type EmulatorWorld, emulatorWorld } from './emulator-world.ts';

/** Status ids of a new site. */
const [TODO, PROGRESS, REVIEW, DONE, CLOSED] = ['10000', '3', '10001', '10002', '6'] as const;

for (const flavor of ['server', 'cloud'] as const) {
  describe(`walking a workflow of ${flavor}`, () => {
    let world: EmulatorWorld;

    beforeEach(async () => {
      world = await emulatorWorld(flavor);
    });

    afterEach(async () => {
      await world.close();
    });

    const useWorkflow = (
      edges: readonly (readonly [string, string])[],
      screens: Readonly<Record<string, string>> = {},
    ) => world.jira.admin.changeProject('APP', { workflow: workflowOf(edges, screens) });
    const move = async (from: string, to: string, values: Values = {}) => {
      const issue = world.jira.world.issues.find('APP-1');
      if (!issue) throw new Error('no issue');
      await world.side.perform({ kind: 'transition', id: issue.id, key: issue.key, from, to, values, reason: 'test' });
    };
    const status = () => {
      const id = world.jira.world.issues.find('APP-1')?.statusId ?? '';
      return world.jira.world.statuses.get(id)?.name;
    };
    const taken = () => world.jira.requests.matching('POST', /\/transitions$/).length;

    it('turns back from a dead end and goes on', async () => {
      useWorkflow([
        [TODO, PROGRESS],
        [PROGRESS, TODO],
        [TODO, REVIEW],
        [REVIEW, DONE],
      ]);
      await world.createIssue('First');
      await move('To Do', 'Done');
      expect(status()).to.equal('Done');
    });

    it('returns to where it was when there is no way, and says where that ended', async () => {
      useWorkflow([
        [TODO, PROGRESS],
        [PROGRESS, TODO],
        [DONE, CLOSED],
        [CLOSED, DONE],
      ]);
      await world.createIssue('First');
      const failure = await refusal(move('To Do', 'Done'));
      expect(failure.kind).to.equal('rejected');
      expect(failure.fields.status)
        .to.include('no way from "To Do" to "Done"')
        .and.include('offers only "In Progress"');
      expect(status()).to.equal('To Do');
    });

    it('says where an issue stands that could not be brought back', async () => {
      useWorkflow([
        [TODO, PROGRESS],
        [PROGRESS, REVIEW],
        [CLOSED, DONE],
      ]);
      await world.createIssue('First');
      const failure = await refusal(move('To Do', 'Done'));
      expect(failure.message).to.include('it stands at "In Review" now');
      expect(status()).to.equal('In Review');
    });

    it('never goes round in circles', async () => {
      useWorkflow([
        [TODO, PROGRESS],
        [PROGRESS, REVIEW],
        [REVIEW, TODO],
        [CLOSED, DONE],
      ]);
      await world.createIssue('First');
      await refusal(move('To Do', 'Done'));
      expect(status()).to.equal('To Do');
      expect(taken()).to.equal(3);
    });

    it('remembers the way for the next issue', async () => {
      useWorkflow([
        [TODO, PROGRESS],
        [PROGRESS, TODO],
        [TODO, REVIEW],
        [REVIEW, DONE],
        [DONE, TODO],
      ]);
      await world.createIssue('First');
      await move('To Do', 'Done');
      await move('Done', 'To Do');
      world.jira.requests.reset();
      await move('To Do', 'Done');
      expect(taken()).to.equal(2);
    });

    it('gives a screen on the way the default of the configuration', async () => {
      useWorkflow(
        [
          [TODO, CLOSED],
          [CLOSED, DONE],
        ],
        { [CLOSED]: 'resolution' },
      );
      const side = world.open({ workflow: () => ({ screenFields: { resolution: 'Duplicate' } }) });
      const issue = await world.createIssue('First');
      const action = { kind: 'transition', ...issue, from: 'To Do', to: 'Done', values: {}, reason: 'test' } as const;
      await side.perform({ ...action, id: issue.id, key: issue.key });
      expect(status()).to.equal('Done');
    });

    it('gives a screen what the issue has already', async () => {
      useWorkflow([[TODO, PROGRESS]], { [PROGRESS]: 'assignee' });
      const { key } = await world.createIssue('First');
      world.jira
        .as('anna')
        .editIssue(key, { assignee: { name: 'ben', accountId: world.jira.admin.user('ben').accountId } });
      await move('To Do', 'In Progress');
      expect(status()).to.equal('In Progress');
    });

    it('takes an issue that moved meanwhile as stale', async () => {
      const { key } = await world.createIssue('First');
      world.jira.as('anna').transition(key, 'In Progress');
      expect((await refusal(move('To Do', 'Done'))).kind).to.equal('stale');
      expect(status()).to.equal('In Progress');
    });

    it('is content with an issue that is there already', async () => {
      const { key } = await world.createIssue('First');
      world.jira.as('anna').transition(key, 'In Progress');
      await move('To Do', 'In Progress');
      expect(taken()).to.equal(0);
    });

    it('says so where it may not move anything', async () => {
      await world.createIssue('First');
      world.jira.admin.changeUser('tract', { denied: ['transition-issues'] });
      expect((await refusal(move('To Do', 'Done'))).message).to.include('permission');
    });

    it('takes a transition that somebody else was quicker to take as stale', async () => {
      const { key } = await world.createIssue('First');
      const posts = /\/transitions$/;
      world.jira.faults.add({ kind: 'delay', delayMs: 100, match: { method: 'POST', path: posts } });
      const moving = refusal(move('To Do', 'In Progress'));
      while (world.jira.requests.count('POST', posts) === 0) await new Promise((resolve) => setImmediate(resolve));
      world.jira.as('anna').transition(key, 'In Progress');
      expect((await moving).kind).to.equal('stale');
    });

    it('comes back later where the server itself failed', async () => {
      await world.createIssue('First');
      const body = { errorMessages: ['Internal server error'], errors: {} };
      world.jira.faults.add({ kind: 'answer', status: 500, body, match: { method: 'POST' } });
      expect((await refusal(move('To Do', 'In Progress'))).kind).to.equal('transient');
      expect(status()).to.equal('To Do');
    });
  });
}

/** A workflow of plain steps; `screens` names the field that entering a status asks for. */
function workflowOf(
  edges: readonly (readonly [string, string])[],
  screens: Readonly<Record<string, string>>,
): Workflow {
  const transitions = edges.map(([from, to], index): Transition => {
    const fieldId = screens[to];
    const screen = fieldId === undefined ? [] : [{ fieldId, required: true }];
    return { id: String(index + 11), name: `Step ${index}`, from: [from], to, screen, resolution: { kind: 'keep' } };
  });
  return { name: 'Test', initialStatusId: TODO, transitions };
}
