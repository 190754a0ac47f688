import { expect } from 'chai';
import { EngineScenario } from '../../support/engine-scenario.ts';
import { createRandom } from '../../support/random.ts';
import { Chronicle } from '../../support/simulation/chronicle.ts';
import { type Deed, Developer } from '../../support/simulation/developer.ts';

describe('simulated clones, where one puts a line of time elsewhere and another removes it', () => {
  const path = 'worklogs/2026-02.jsonl';
  const lineOf = (word: string) => `${JSON.stringify({ id: word, comment: `Did ${word}` })}\n`;
  const [first, second, third] = ['w1x', 'w2x', 'w3x'].map(lineOf);
  const edit = (content: string): Deed => ({ edits: [{ kind: 'put', path, content }], told: () => {} });

  it('knows that the merge brought it back, and nothing else', async () => {
    const { world } = await new EngineScenario().begin(1);
    await world.push(edit(`${first}${second}${third}`).edits);
    const chronicle = new Chronicle();
    const [jane, john] = ['jane', 'john'].map((name) => new Developer(name, world, createRandom(1), chronicle));
    for (const person of [jane, john]) await person?.pull();
    await jane?.commit(edit(`${third}${first}${second}`));
    await john?.commit(edit(`${first}${second}`));
    await john?.push();
    await jane?.push();
    expect(await world.text(path)).to.equal(`${third}${first}${second}`);
    expect([...chronicle.loose]).to.deep.equal(['w3x']);
  });
});
