import { expect } from 'chai';
import { STORM } from '../../support/simulation/climate.ts';
import { simulate } from '../../support/simulation/simulate.ts';

/** A few of the worlds that `scripts/simulate` lets live. */
const WORLDS = Number(process.env.WORLDS ?? 200);
const FIRST_SEED = Number(process.env.SEED ?? 1);

describe('a simulated year in bad weather', () => {
  it(`ends in ${WORLDS} worlds with nothing lost and nothing twice`, async function () {
    this.timeout(600_000);
    const failures: string[] = [];
    for (let seed = FIRST_SEED; seed < FIRST_SEED + WORLDS && failures.length < 3; seed++) {
      const { problems } = await simulate(seed, STORM);
      if (problems.length > 0) failures.push(describeFailure(seed, problems));
    }
    expect(failures.join('\n\n')).to.equal('');
  });
});

function describeFailure(seed: number, problems: readonly string[]): string {
  const replay = `replay: scripts/simulate --worlds 1 --seed ${seed} --climate storm`;
  return [`world ${seed}:`, ...problems.map((problem) => `  ${problem}`), replay].join('\n');
}
