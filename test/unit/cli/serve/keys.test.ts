import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Io } from '../../../../src/cli/io.ts';
import { runTract } from '../../../../src/cli/run-tract.ts';
import { parseKeyFile } from '../../../../src/cli/serve/keys/key-file.ts';
import { keyRingOf } from '../../../../src/cli/serve/keys/key-ring-of.ts';
import { type KeyRing, keyThatFits } from '../../../../src/server/access/key-ring.ts';
import { SILENT } from '../../server/fake-engine.ts';

const SINGLE = 'k-0123456789abcdef';

describe('tract serve keys', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tract-keys-'));
    file = join(folder, 'app.keys');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function run(
    ...args: readonly string[]
  ): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
    let out = '';
    let err = '';
    const io: Io = {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      env: { TRACT_API_KEYS_FILE: file },
      cwd: folder,
      outColumns: null,
      errIsJournal: false,
      errIsTerminal: false,
      stop: new AbortController().signal,
    };
    return { code: await runTract(['serve', 'keys', ...args], io), out, err };
  }
  const rightsOf = async (ring: KeyRing, key: string) => keyThatFits(await ring.keys(), key)?.rights ?? null;
  const ring = () => keyRingOf({ apiKey: SINGLE, apiKeysFile: file }, SILENT);

  it('add prints the key once, and keeps its hash where nobody else may read it', async () => {
    const { code, out, err } = await run('add', 'ci', '--rights', 'read');
    const key = out.trim();
    expect(code).to.equal(0);
    expect(key).to.match(/^tract_[\w-]{43}$/);
    expect(err).to.include('shown this once');
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(readFileSync(file, 'utf8')).not.to.include(key);
    expect(await rightsOf(ring(), key)).to.deep.equal(['read']);
  });

  it('list shows names and rights, and no hash', async () => {
    await run('add', 'ci', '--rights', 'write,read');
    await run('add', 'ops', '--rights', 'update');
    const { out } = await run('list');
    expect(out).to.match(/^ci {2,}read,write {2,}\d{4}-.*\nops {2,}update /);
    const listed = JSON.parse((await run('list', '--json')).out) as readonly object[];
    expect(listed.map((each) => Object.keys(each))).to.deep.equal([
      ['name', 'rights', 'created'],
      ['name', 'rights', 'created'],
    ]);
  });

  it('a running service takes up what is added, and refuses what is revoked', async () => {
    const first = (await run('add', 'first')).out.trim();
    const held = ring();
    expect(await rightsOf(held, first)).to.deep.equal(['read', 'write']);
    const second = (await run('add', 'second')).out.trim();
    expect(await rightsOf(held, second)).to.deep.equal(['read', 'write']);
    expect((await run('revoke', 'first')).code).to.equal(0);
    expect(await rightsOf(held, first)).to.equal(null);
    expect(await rightsOf(held, second)).to.deep.equal(['read', 'write']);
    expect(await rightsOf(held, SINGLE)).to.deep.equal(['read', 'write']);
  });

  it('a file that others may read, that is broken or gone, holds no key', async () => {
    const key = (await run('add', 'ci')).out.trim();
    const held = ring();
    const good = readFileSync(file, 'utf8');
    expect(await rightsOf(held, key)).not.to.equal(null);
    chmodSync(file, 0o640);
    expect(await rightsOf(held, key)).to.equal(null);
    chmodSync(file, 0o600);
    writeFileSync(file, `${good}- {`);
    expect(await rightsOf(held, key)).to.equal(null);
    rmSync(file);
    expect(await rightsOf(held, key)).to.equal(null);
    writeFileSync(file, good, { mode: 0o600 });
    expect(await rightsOf(held, key)).not.to.equal(null);
    expect(await rightsOf(held, SINGLE)).not.to.equal(null);
  });

  it('says what is wrong: a name twice or none, rights that do not exist, a key that is not there', async () => {
    await run('add', 'ci');
    for (const [args, code, words] of [
      [['add', 'ci'], 1, /already/],
      [['add', '../ci'], 2, /no name for a key/],
      [['add', 'x', '--rights', 'admin'], 2, /--rights takes read, write, update/],
      [['add', 'x', '--rights', ''], 2, /--rights takes/],
      [['revoke', 'nobody'], 1, /no key "nobody"/],
      [['nonsense'], 2, /./],
    ] as const) {
      const told = await run(...args);
      expect([told.code, told.err], args.join(' ')).to.satisfy(
        ([exit, err]: [number, string]) => exit === code && words.test(err),
      );
    }
    expect((await run('list')).out.trim().split('\n')).to.have.length(1);
  });

  it('reads nothing that is no list of keys with hashes', () => {
    const entry = (change: object) =>
      JSON.stringify([{ name: 'ci', sha256: 'a'.repeat(64), rights: ['read'], created: '', ...change }]);
    expect(parseKeyFile(entry({})).kind).to.equal('keys');
    expect(parseKeyFile('').kind).to.equal('keys');
    for (const change of [
      { sha256: 'plain-key' },
      { rights: [] },
      { rights: ['all'] },
      { name: 'a b' },
      { extra: 1 },
    ]) {
      expect(parseKeyFile(entry(change)).kind, JSON.stringify(change)).to.equal('problem');
    }
    expect(parseKeyFile('{}').kind).to.equal('problem');
    expect(parseKeyFile(`${entry({}).slice(0, -1)},${entry({}).slice(1)}`)).to.include({
      problem: 'has two keys named "ci"',
    });
  });
});
