import { expect } from 'chai';
import fc from 'fast-check';
import { TAKES } from '../../../../src/reconciler/resolve/resolve-request.ts';
import { EngineScenario, FULL } from '../../../support/engine-scenario.ts';

const FIELDS = ['title', 'status', 'priority', 'assignee', 'estimate', 'due', 'description'] as const;
const CONFIG = `policies: { ${FIELDS.map((name) => `${name}: hold`).join(', ')} }\n`;

type Name = (typeof FIELDS)[number];
type Sides = Readonly<Record<Name, string | number | null>>;

const WORDS = fc.constantFrom('Alpha', 'Beta', 'Gamma', 'Delta', 'Omega');
const DAYS = fc.constantFrom(null, '2026-03-01', '2026-03-02', '2026-03-03');
const PEOPLE = fc.constantFrom(null, 'jane', 'john', 'boss');
const PARAGRAPHS = fc.array(WORDS, { minLength: 1, maxLength: 3 }).map((words) => words.join('\n\n'));

const SIDE: fc.Arbitrary<Sides> = fc.record({
  title: WORDS,
  status: WORDS,
  priority: WORDS,
  assignee: PEOPLE,
  estimate: fc.constantFrom(null, 3600, 7200, 10_800),
  due: DAYS,
  description: PARAGRAPHS,
});

const CHOICE = fc.record({ field: fc.option(fc.constantFrom(...FIELDS)), take: fc.constantFrom(...TAKES), own: SIDE });

async function sidesOf(scenario: EngineScenario) {
  const git = await scenario.inGit();
  const { values } = scenario.issue();
  const pick = (from: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(FIELDS.map((name) => [name, from[name] ?? null]));
  return { git: pick(git), jira: pick({ ...values, description: scenario.descriptionInJira() }) };
}

function typed(value: string | number | null): string | null {
  return typeof value === 'number' ? `${value / 60}m` : value;
}

describe('whatever is in conflict and however it is resolved', () => {
  it('both sides agree on it, it is held no more, and everything else is as it was', async () => {
    await fc.assert(
      fc.asyncProperty(SIDE, SIDE, CHOICE, async (git, jira, { field, take, own }) => {
        const scenario = await new EngineScenario().begin(1, CONFIG);
        const { description: inGit, ...gitValues } = git;
        const { description: inJira, ...jiraValues } = jira;
        scenario.editInJira('APP-1', jiraValues, String(inJira));
        await scenario.editInGit('APP-1', gitValues, String(inGit));
        await scenario.cycle();
        const before = await sidesOf(scenario);
        const held = (await scenario.holds()).map((hold) => hold.field as Name);
        const chosen = held.filter((name) => field === null || name === field);
        const value = field === null || take !== 'merged' ? null : typed(own[field]);
        const outcome = await scenario.engine.resolve({ issue: 'APP-1', field, take, value, seen: null, by: null });
        if (chosen.length === 0) {
          expect(outcome.kind).to.equal('not-in-conflict');
        } else if (take === 'merged' && field === null) {
          expect(outcome.kind).to.equal('invalid');
        } else {
          expect(outcome).to.include({ kind: 'resolved', pending: null });
          const after = await sidesOf(scenario);
          for (const name of FIELDS) {
            const isChosen = chosen.includes(name);
            const wanted = take === 'merged' ? own[name] : before[take][name];
            const expected = isChosen ? [wanted, wanted] : [before.git[name], before.jira[name]];
            expect([after.git[name], after.jira[name]], name).to.deep.equal(expected);
          }
          const left = held.filter((name) => !chosen.includes(name));
          expect((await scenario.holds()).map((hold) => hold.field)).to.deep.equal(left);
        }
        const mark = await scenario.mark();
        await scenario.cycle(FULL);
        await scenario.restart();
        await scenario.cycle();
        expect(await scenario.mark()).to.equal(mark);
      }),
      { numRuns: 60 },
    );
  });
});
