import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { tract } from './run-tract.ts';

describe('tract convert, as built', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tract-convert-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const convert = (...args: readonly string[]) => tract(['convert', ...args], { cwd: folder });

  it('goes through all notations and back', async () => {
    const markdown = '# Title\n\nSome **bold** words.\n\n- a\n- b\n';
    writeFileSync(join(folder, 'a.md'), markdown);
    for (const [from, to, into] of [
      ['a.md', 'wiki', 'a.wiki'],
      ['a.wiki', 'adf', 'a.adf'],
      ['a.adf', 'md', 'b.md'],
    ] as const) {
      const { code, stdout, stderr } = await convert('--from', from.replace(/^.*\./, ''), '--to', to, from);
      expect([code, stderr]).to.deep.equal([0, '']);
      writeFileSync(join(folder, into), stdout);
      if (into === 'b.md') expect(stdout).to.equal(markdown);
    }
  });

  it('writes nothing for an empty standard input', async () => {
    expect(await convert('--from', 'md', '--to', 'wiki')).to.deep.equal({ code: 0, stdout: '', stderr: '' });
  });

  it('exits 2 for a notation that it does not know, and without one', async () => {
    const { code, stderr } = await convert('--from', 'html', '--to', 'md');
    expect([code, stderr.split('\n')[0]]).to.deep.equal([
      2,
      "error: option '--from <notation>' argument 'html' is invalid. Allowed choices are md, wiki, adf.",
    ]);
    expect((await convert('--from', 'md')).code).to.equal(2);
  });

  it('ends in time and with a result for a text that is made to be slow', async () => {
    writeFileSync(join(folder, 'slow.txt'), '[^1]'.repeat(25_000));
    const { code, stdout } = await convert('--from', 'wiki', '--to', 'md', 'slow.txt');
    expect(code).to.equal(0);
    expect(stdout).to.include('1');
  }).timeout(60_000);
});
