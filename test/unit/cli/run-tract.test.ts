import { expect } from 'chai';
import type { Io } from '../../../src/cli/io.ts';
import { runTract } from '../../../src/cli/run-tract.ts';

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    env: {},
    cwd: '/',
    outColumns: null,
    errIsJournal: false,
    errIsTerminal: false,
    stop: new AbortController().signal,
  };
  return { code: await runTract(args, io), out, err };
}

describe('runTract', () => {
  it('exits 0 for help and version, on stdout', async () => {
    for (const args of [['--help'], ['status', '--help'], ['--version']]) {
      const { code, out, err } = await run(...args);
      expect([code, err], args.join(' ')).to.deep.equal([0, '']);
      expect(out).not.to.equal('');
    }
  });

  it('exits 2 for wrong usage, on stderr', async () => {
    for (const args of [[], ['nonsense'], ['status', '--nonsense'], ['status', 'APP-1', 'APP-2']]) {
      const { code, out, err } = await run(...args);
      expect([code, out], args.join(' ')).to.deep.equal([2, '']);
      expect(err).not.to.equal('');
    }
  });

  it('tells a problem in one line that begins with the name of the program', async () => {
    const { code, err } = await run('sync');
    expect(code).to.equal(2);
    expect(err).to.match(/^tract: no sync service is known: .*\n$/);
  });

  it('adds the stack when debugging', async () => {
    expect((await run('sync', '--debug')).err).to.include('\n    at ');
  });
});
