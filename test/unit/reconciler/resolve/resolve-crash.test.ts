import { expect } from 'chai';
import type { Take } from '../../../../src/reconciler/resolve/resolve-request.ts';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../../support/memory-jira.ts';

/** The process was killed: nothing after this moment happens. */
class Killed extends Error {}

const CONFIG = 'policies: { comments: hold, status: hold }\n';

type Choice = { readonly field: string; readonly take: Take; readonly value: unknown; readonly wanted: string };

/** A conflict of each kind that writes to Jira in its own way. */
const CHOICES: readonly Choice[] = [
  { field: 'title', take: 'git', value: null, wanted: 'By git' },
  { field: 'title', take: 'jira', value: null, wanted: 'By Jira' },
  { field: 'title', take: 'merged', value: 'By both', wanted: 'By both' },
  { field: 'title', take: 'merged', value: 'Ticket 1', wanted: 'Ticket 1' },
  { field: 'status', take: 'git', value: null, wanted: 'In Progress' },
  { field: 'description', take: 'merged', value: 'First by both.', wanted: 'First by both.' },
  { field: 'comment', take: 'git', value: null, wanted: 'boss: Said by git' },
  { field: 'comment', take: 'jira', value: null, wanted: '' },
];

async function prepare(): Promise<EngineScenario> {
  const scenario = await new EngineScenario().begin(2, CONFIG);
  const { jira } = scenario.world;
  jira.comment(scenario.issue(), 'boss', 'Said');
  await scenario.cycle();
  scenario.issue().comments = [];
  scenario.editInJira('APP-1', { title: 'By Jira', status: 'Done' }, 'First by Jira.');
  const path = 'issues/APP-1.md';
  const edited = `${await scenario.world.text(path)}`.replace('\nSaid\n', '\nSaid by git\n');
  await scenario.put(path, edited);
  await scenario.editInGit('APP-1', { title: 'By git', status: 'In Progress' }, 'First by git.');
  await scenario.cycle();
  await scenario.cycle();
  expect(await scenario.holds()).to.have.length(4);
  return scenario;
}

/** What git and Jira say of each, the comments as one. */
async function sides(scenario: EngineScenario): Promise<Readonly<Record<string, readonly [string, string]>>> {
  const { title, status, description } = await scenario.inGit();
  const file = await scenario.world.file('issues/APP-1.md');
  const issue = scenario.issue();
  const inGit = (file?.doc.comments ?? []).map(({ author, body }) => `${author}: ${body}`);
  const inJira = issue.comments.map(({ author, body }) => `${author}: ${body?.kind === 'wiki' ? body.wiki : ''}`);
  return {
    title: [`${title}`, `${issue.values.title}`],
    status: [`${status}`, `${issue.values.status}`],
    description: [`${description}`, scenario.descriptionInJira()],
    comment: [inGit.join(), inJira.join()],
  };
}

/** Kills the process at its write number `at`, before it or, of a write to Jira, after it. Answers whether it came so far. */
async function resolveKilled(scenario: EngineScenario, choice: Choice, at: number, after: boolean): Promise<boolean> {
  let writes = 0;
  let isDead = false;
  const die = async () => {
    if (!isDead && writes++ < at) return;
    isDead = true;
    throw new Killed('killed');
  };
  const live = async () => {
    if (isDead) throw new Killed('killed');
  };
  const { world } = scenario;
  world.gate = after ? live : die;
  const isWrite = (name: string) => !['connect', 'read', 'poll', 'list', 'stamps', 'find'].includes(name);
  world.jira.weather = {
    ...FINE_WEATHER,
    request: (name) => (isWrite(name) && !after ? die() : live()),
    afterWrite: after ? die : live,
  };
  const hold = (await scenario.holds()).find(({ field }) => field.startsWith(choice.field));
  const { take, value } = choice;
  const request = { issue: 'APP-1', field: hold?.field ?? '', take, value, seen: null, by: null };
  await scenario.engine.resolve(request).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  world.gate = async () => {};
  world.jira.weather = FINE_WEATHER;
  return isDead;
}

describe('a process that is killed while a conflict is resolved', () => {
  for (const choice of CHOICES) {
    it(`has decided it or not: ${choice.field}, ${choice.take} ${choice.value ?? ''}`, async () => {
      let kills = 0;
      for (const after of [false, true]) {
        for (let at = 0; ; at++) {
          const scenario = await prepare();
          const before = await sides(scenario);
          const wasKilled = await resolveKilled(scenario, choice, at, after);
          await scenario.restart();
          for (let times = 0; times < 3; times++) await scenario.cycle();
          const { [choice.field]: settled, ...others } = await sides(scenario);
          const { [choice.field]: open, ...othersBefore } = before;
          const words = `killed ${after ? 'after' : 'before'} write ${at}`;
          const held = (await scenario.holds()).some(({ field }) => field.startsWith(choice.field));
          expect(others, words).to.deep.equal(othersBefore);
          if (held) expect(settled, words).to.deep.equal(open);
          else expect(settled, words).to.deep.equal([choice.wanted, choice.wanted]);
          const mark = await scenario.mark();
          await scenario.cycle(FULL);
          expect(await scenario.mark(), `${words}: at rest`).to.equal(mark);
          if (!wasKilled) {
            expect(held, words).to.equal(false);
            break;
          }
          kills++;
        }
      }
      expect(kills).to.be.greaterThan(0);
    });
  }
});
