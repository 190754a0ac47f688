import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { isCliError } from '../../../../src/cli/cli-error.ts';
import { createContext, type GlobalOptions } from '../../../../src/cli/context.ts';
import { renderText } from '../../../../src/cli/convert/conversion-document.ts';
import { type ConvertOptions, runConvert } from '../../../../src/cli/convert/run-convert.ts';

type Ended = { readonly code: number; readonly out: string; readonly err: string };

describe('tract convert', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tract-convert-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Errors are told as the program tells them. */
  async function convert(
    input: string | Uint8Array,
    options: ConvertOptions,
    more: { readonly file?: string; readonly global?: GlobalOptions; readonly cwd?: string } = {},
  ): Promise<Ended> {
    let [out, err] = ['', ''];
    const io = {
      out: (text: string) => {
        out += text;
      },
      err: (text: string) => {
        err += text;
      },
      env: {},
      cwd: more.cwd ?? folder,
      outColumns: null,
      errIsJournal: false,
      errIsTerminal: false,
      stop: new AbortController().signal,
    };
    const stdin = Readable.from(input.length === 0 ? [] : [Buffer.from(input)]);
    try {
      const code = await runConvert(createContext(io, more.global ?? {}), more.file ?? null, options, stdin);
      return { code, out, err };
    } catch (error) {
      if (!isCliError(error)) throw error;
      return { code: error.exitCode, out, err: err + error.problems.join('\n') };
    }
  }

  it('writes the text and one line end, whatever the line ends that came', async () => {
    expect(await convert('# A\r\n\r\n```\r\nx\r\n```\r\n\r\n\r\n', { from: 'md', to: 'wiki' })).to.deep.equal({
      code: 0,
      out: 'h1. A\n\n{noformat}\nx\n{noformat}\n',
      err: '',
    });
  });

  it('writes nothing for an empty text, and an empty document for ADF', async () => {
    expect((await convert('', { from: 'wiki', to: 'md' })).out).to.equal('');
    const { out } = await convert('', { from: 'md', to: 'adf' });
    expect(JSON.parse(out)).to.deep.equal({ type: 'doc', version: 1, content: [] });
    expect(out.endsWith('}\n')).to.equal(true);
  });

  it('ends the text with one line end, however many there were', () => {
    expect(renderText({ kind: 'wiki', wiki: 'a\r\n\n\n' })).to.equal('a\n');
    expect(renderText({ kind: 'md', markdown: '  a' })).to.equal('  a\n');
    expect(renderText({ kind: 'md', markdown: '\n \n' })).to.equal('');
  });

  it('reads a file, and standard input for a dash', async () => {
    writeFileSync(join(folder, 'a.txt'), 'h2. From a file');
    expect((await convert('', { from: 'wiki', to: 'md' }, { file: 'a.txt' })).out).to.equal('## From a file\n');
    expect((await convert('h3. Piped', { from: 'wiki', to: 'md' }, { file: '-' })).out).to.equal('### Piped\n');
  });

  it('says with --check how each block fares, and the sum', async () => {
    const source = JSON.stringify({
      type: 'doc',
      content: [{ type: 'rule' }, { type: 'stranger', attrs: { id: '1' } }],
    });
    const { out } = await convert(source, { from: 'adf', to: 'md', check: true });
    expect(out.split('\n')).to.deep.equal([
      'block 1  native   rule',
      'block 2  carried  stranger',
      '2 blocks: 1 native, 0 approximated, 1 carried',
      '',
    ]);
  });

  it('answers one JSON document with --json', async () => {
    const { out } = await convert('a', { from: 'md', to: 'adf' }, { global: { json: true } });
    expect(JSON.parse(out)).to.deep.equal({
      from: 'md',
      to: 'adf',
      whole: false,
      document: {
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }],
      },
      blocks: [{ line: 1, kind: 'native', what: 'paragraph' }],
      counts: { native: 1, approximated: 0, carried: 0 },
    });
    const wiki = await convert('- a\n', { from: 'md', to: 'wiki' }, { global: { json: true } });
    expect(JSON.parse(wiki.out)).to.include({ text: '* a\n' });
  });

  it('knows the people of the given file, and of the clone it runs in', async () => {
    writeFileSync(join(folder, 'people.yaml'), 'john: jdoe\n');
    const given = await convert('[~jdoe]', { from: 'wiki', to: 'md', users: 'people.yaml' });
    expect(given.out).to.equal('@john\n');
    const clone = join(folder, 'clone');
    mkdirSync(join(clone, '.tract'), { recursive: true });
    mkdirSync(join(clone, 'issues'));
    writeFileSync(join(clone, '.tract', 'config.yaml'), 'version: 1\n');
    writeFileSync(join(clone, '.tract', 'users.yaml'), 'jane: j.smith\nme: x\n');
    const there = await convert('@jane', { from: 'md', to: 'wiki' }, { cwd: join(clone, 'issues') });
    expect(there.out).to.equal('[~j.smith]\n');
    expect(there.err).to.match(/users\.yaml: me: /);
  });

  it('carries a text past the limits as a whole, and says so on stderr', async () => {
    const { code, out, err } = await convert('word '.repeat(30_000), { from: 'wiki', to: 'md' });
    expect([code, out.slice(0, 12)]).to.deep.equal([0, '```jira\nword']);
    expect(err).to.match(/^tract: standard input is too long or too deeply nested .*carried as a whole\n$/);
  });

  const wrong: readonly (readonly [what: string, input: string | Uint8Array, options: ConvertOptions, told: RegExp])[] =
    [
      [
        'bytes that are no text',
        Uint8Array.of(0x61, 0xff),
        { from: 'md', to: 'wiki' },
        /^standard input is not UTF-8 text$/,
      ],
      ['ADF that is no JSON', '{', { from: 'adf', to: 'md' }, /^standard input is no ADF document: it is not JSON: /],
      ['JSON that is no document', '{"type":"text"}', { from: 'adf', to: 'md' }, /no ADF document: .*"type": "doc"/],
      ['a damaged carrier', 'a\n\n```jira\nx', { from: 'md', to: 'wiki' }, /^standard input: line 3: the jira block /],
    ];
  for (const [what, input, options, told] of wrong) {
    it(`fails for ${what}, in one line that says where`, async () => {
      const { code, out, err } = await convert(input, options);
      expect([code, out]).to.deep.equal([1, '']);
      expect(err).to.match(told).and.not.include('\n');
    });
  }

  it('fails for a file that is not there, and for a folder', async () => {
    expect(await convert('', { from: 'md', to: 'adf' }, { file: 'none.md' })).to.deep.equal({
      code: 1,
      out: '',
      err: 'cannot read none.md: there is no such file',
    });
    expect((await convert('', { from: 'md', to: 'adf' }, { file: '.' })).err).to.equal('cannot read .: it is a folder');
  });

  it('refuses users that cannot be read, as wrong usage', async () => {
    expect((await convert('', { from: 'md', to: 'adf', users: 'none.yaml' })).code).to.equal(2);
    writeFileSync(join(folder, 'broken.yaml'), 'me: x\n');
    expect(await convert('', { from: 'md', to: 'adf', users: 'broken.yaml' })).to.include({ code: 2 });
  });
});
