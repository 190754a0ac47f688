import { expect } from 'chai';
import { findImpurities } from './purity.ts';
import { readSourceTree, sourceTree } from './source-file.ts';

describe('pure files', () => {
  it('wait for nothing, read nothing and write nothing', () => {
    expect(findImpurities(readSourceTree('.'))).to.deep.equal([]);
  });

  const violations: readonly (readonly [line: string, told: string])[] = [
    ['export async function f() {}', 'async'],
    ['export const f = async () => 1;', 'async'],
    ['await Promise.resolve();', 'await'],
    ['for await (const x of xs) use(x);', 'await'],
    ['export const now = Date.now();', 'Date.now'],
    ['export const now = new Date();', 'new Date()'],
    ['export const now = Date();', 'Date()'],
    ['export const dice = Math.random();', 'Math.random'],
    ['export const id = crypto.randomUUID();', 'crypto.randomUUID'],
    ["import { randomUUID } from 'node:crypto'; export const id = randomUUID();", 'randomUUID()'],
    ['export const home = process.env.HOME;', 'process.env'],
    ["console.log('here');", 'console.log'],
    ['setTimeout(f, 1);', 'setTimeout()'],
    ["import { readFileSync } from 'node:fs';", 'node:fs: it does more than compute'],
  ];
  for (const [line, told] of violations) {
    it(`are told of: ${line}`, () => {
      const found = findImpurities(sourceTree({ 'src/model/a.ts': line }));
      expect(found).to.not.be.empty;
      expect(found[0]).to.contain('src/model/a.ts:1 ').and.to.contain(told);
    });
  }

  it('may compute with times, hashes and words that only look like the world', () => {
    const text = [
      "import { createHash } from 'node:crypto';",
      "import type { Observation } from '../reconciler/observe.ts';",
      '// await new Date() and console.log, in a comment',
      "export const word = 'process.env';",
      'export const then = new Date(0);',
      'export const month = Date.UTC(2026, 1);',
      'export const of = (issue: { process: string; console: string }) => issue.process + issue.console;',
    ].join('\n');
    expect(findImpurities(sourceTree({ 'src/model/a.ts': text }))).to.deep.equal([]);
  });

  it('are the model, the deciding files of the reconciler, what these run, and no others', () => {
    const tree = sourceTree({
      'src/reconciler/plan-comments.ts': "import { help } from './help.ts';\nimport type { X } from './types.ts';",
      'src/reconciler/three-way.ts': 'console.log(1);',
      'src/reconciler/help.ts': "export { more } from './more.ts';",
      'src/reconciler/more.ts': 'console.log(1);',
      'src/reconciler/types.ts': 'console.log(1);',
      'src/reconciler/perform.ts': 'console.log(1);',
      'src/reconciler/git/plan.ts': 'console.log(1);',
    });
    expect(findImpurities(tree)).to.deep.equal([
      'src/reconciler/three-way.ts:1 has console.log',
      'src/reconciler/more.ts:1 has console.log, and src/reconciler/help.ts runs it',
    ]);
  });
});
