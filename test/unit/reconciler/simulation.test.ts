import { expect } from 'chai';
import { ROUGH, simulate } from '../../support/simulate.ts';

/** `WORLDS=1 SEED=12345 npx mocha test/unit/reconciler/simulation.test.ts` replays one world. */
const WORLDS = Number(process.env.WORLDS ?? 2_000);
const FIRST_SEED = Number(process.env.SEED ?? 1);

describe('a simulated year in bad weather', () => {
  it(`ends in ${WORLDS} worlds with nothing lost and nothing twice`, async function () {
    this.timeout(600_000);
    const failures: string[] = [];
    for (let seed = FIRST_SEED; seed < FIRST_SEED + WORLDS && failures.length < 3; seed++) {
      const { problems } = await simulate(seed, ROUGH);
      if (problems.length > 0) failures.push(describeFailure(seed, problems));
    }
    expect(failures.join('\n\n')).to.equal('');
  });
});

function describeFailure(seed: number, problems: readonly string[]): string {
  const replay = `replay: WORLDS=1 SEED=${seed} npx mocha test/unit/reconciler/simulation.test.ts`;
  return [`world ${seed}:`, ...problems.map((problem) => `  ${problem}`), replay].join('\n');
}
