import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';

type Report = {
  readonly notes: readonly string[];
  readonly tables: readonly { readonly title: string; readonly rows: readonly unknown[] }[];
  readonly missed: number;
};

const ISSUE = {
  key: 'APP-1',
  fields: {
    description: 'h1. Title\r\n\r\nWords for [~ann], *bold* ones.\r\n\r\n* a\r\n* b',
    environment: null,
    reporter: { name: 'ann', displayName: 'Ann' },
    comment: { comments: [{ body: '{code:java}\r\nx();\r\n{code}', author: { name: 'bob' } }] },
  },
};

const DOCUMENT = { type: 'doc', version: 1, content: [{ type: 'rule' }] };

/** Nothing but ADF has a word for it. */
const STRANGE = { ...DOCUMENT, content: [{ type: 'stranger', attrs: { id: '1' } }] };

describe('scripts/text-report', function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tract-report-'));
    for (const name of ['wiki', 'md', 'adf', 'data']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'wiki', 'a.wiki'), 'plain words\n');
    writeFileSync(join(folder, 'md', 'a.md'), '# Title\n\nwords\n');
    writeFileSync(join(folder, 'adf', 'a.json'), JSON.stringify(DOCUMENT));
    writeFileSync(join(folder, 'data', 'app.jsonl.gz'), gzipSync(`${JSON.stringify(ISSUE)}\n`));
  });
  after(() => rmSync(folder, { recursive: true }));

  async function report(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const places = ['--corpus', folder, '--data', join(folder, 'data')];
    const parts = ['native', 'untouched', 'meaning'].flatMap((part) => ['--only', part]);
    const program = ['--import', 'tsx', 'scripts/text-benchmark/main.ts', '--quick', ...places, ...parts, ...args];
    const run = promisify(execFile)(process.execPath, program).then((ended) => ({ code: 0, ...ended }));
    return run.catch((error: { code: number; stdout: string; stderr: string }) => error);
  }

  it('measures few texts, and meets its goals on them', async () => {
    const { code, stdout, stderr } = await report('--json');
    expect([code, stderr]).to.deep.equal([0, '']);
    const { tables, missed } = JSON.parse(stdout) as Report;
    expect(tables.map(({ title }) => title)).to.deep.equal(['Native', 'Untouched', 'Meaning']);
    expect(missed).to.equal(0);
    const [native, untouched] = tables;
    expect(native?.rows.map((row) => (Array.isArray(row) ? row.slice(0, 3) : row))).to.deep.include([
      'wiki, real',
      { value: 4, unit: '', goal: null },
      { value: 100, unit: '%', goal: { kind: 'at least', value: 99 } },
    ]);
    expect(untouched?.rows).to.have.length(6);
  });

  it('exits 1 when a goal is missed, and says with --verbose where', async () => {
    writeFileSync(join(folder, 'adf', 'b.json'), JSON.stringify(STRANGE));
    const { code, stdout } = await report('--verbose');
    rmSync(join(folder, 'adf', 'b.json'));
    expect(code).to.equal(1);
    expect(stdout)
      .to.match(/^\| ADF, corpus .*\(at least 90 %\) MISSED/m)
      .and.match(/^- adf\/b\.json, block 1: carried/m);
    expect(stdout).to.match(/\d goals? (?:is|are) missed\.\n$/);
  });

  it('says what is not there, and refuses what makes no sense', async () => {
    const { stdout } = await report('--data', join(folder, 'nowhere'), '--json');
    expect((JSON.parse(stdout) as Report).notes.join()).to.include('no real texts are measured');
    expect(await report('--only', 'nonsense')).to.include({
      code: 1,
      stderr: 'error: --only must be one of slow, native, untouched, meaning, others, not nonsense\n',
    });
  });
});
