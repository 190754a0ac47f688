import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { Follower } from '../../support/checklist/follow.ts';
import { readPage } from '../../support/checklist/read-page.ts';

const FENCE = '```';
const block = (...lines: readonly string[]) => [`${FENCE}sh`, ...lines, FENCE].join('\n');

describe('a page that is followed to the letter', () => {
  const { steps, values } = readPage(readFileSync('docs/ONBOARDING-CHECKLIST.md', 'utf8'));

  it('counts its steps without a gap, and ends each with a check', () => {
    expect(steps.map(({ title }) => Number.parseInt(title, 10))).to.deep.equal(steps.map((_, index) => index + 1));
    const unchecked = steps.filter(({ blocks }) => !blocks.some((each) => each.kind === 'run' && each.isCheck));
    expect(unchecked.map(({ title }) => title)).to.deep.equal([]);
    expect(steps.length).to.be.greaterThan(10);
  });

  it('uses every value that its reader puts in', () => {
    const text = JSON.stringify(steps);
    for (const name of values.keys()) expect(text).to.match(new RegExp(`\\$\\{?${name}\\b`));
  });

  it('is refused where a block does not say as whom it is run', () => {
    expect(() => readPage(`## 1. One\n${block('ls')}`)).to.throw('line 3: "ls" does not say as whom the block is run');
  });

  it('is refused where a block belongs to no step', () => {
    expect(() => readPage(block('# as a developer', 'ls'))).to.throw('line 1: the block belongs to no step');
  });

  it('stops where a step fails, and says which one, with what it printed', async () => {
    const page = readPage(
      `## 1. One\n${block('# as a developer', 'true')}\n## 2. Two\n${block('# as a developer', 'ls x')}`,
    );
    const follower = new Follower(async (_place, line) => {
      if (decoded(line).includes('ls x')) throw new Error('sh ended with 2:\nno x');
      return '';
    }, new Map());
    const said: string[] = [];
    for (const step of page.steps)
      await follower.follow(step).catch((error: unknown) => said.push(error instanceof Error ? error.message : ''));
    expect(said).to.deep.equal(['step "2. Two" failed:\n  $ ls x\nended with 2:\nno x']);
  });

  it('gives every block the values of its reader', async () => {
    const scripts: string[] = [];
    const [step] = readPage(`## 1. One\n${block('# as root on the server', 'echo $A')}`).steps;
    const run = async (place: string, line: string) => {
      scripts.push(`${place}: ${decoded(line)}`);
      return '';
    };
    if (step !== undefined) await new Follower(run, new Map([['A', 'b c']])).follow(step);
    expect(scripts.join()).to.match(/^server: set -euo pipefail\n[\s\S]*\nA='b c'\necho \$A\n/);
  });
});

function decoded(line: string): string {
  const [, word = ''] = /^printf %s (\S+) \|/.exec(line) ?? [];
  return Buffer.from(word, 'base64').toString();
}
