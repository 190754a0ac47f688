import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import sinon from 'sinon';
import { runTract } from '../../../../src/cli/run-tract.ts';
import { closeTrial, openTrial, readTrial } from '../../../../src/cli/update/program-files.ts';
import type { LastUpdate } from '../../../../src/cli/update/records.ts';
import { ProgramFolder } from './program-folder.ts';

const TRIAL = { version: '1.1.0', from: '1.0.0', instance: 'app', since: '2026-11-21T20:00:00Z' };

describe('tract self-update', () => {
  let program: ProgramFolder;
  beforeEach(() => {
    program = new ProgramFolder();
    if (process.geteuid !== undefined) sinon.stub(process, 'geteuid').returns(751);
  });
  afterEach(() => {
    sinon.restore();
    program.remove();
  });

  const run = async (args: string, more: NodeJS.ProcessEnv = { TRACT_UPDATE: 'on' }) => {
    let [out, err] = ['', ''];
    const installed = { TRACT_PROGRAM: program.folder, TRACT_INSTANCE: 'app', TRACT_RELEASE: '1.0.0' };
    const code = await runTract(['self-update', ...args.split(' ').filter((word) => word !== '')], {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      env: { PATH: process.env.PATH, ...installed, ...more },
      cwd: program.root,
      outColumns: null,
      errIsJournal: false,
      errIsTerminal: false,
      stop: new AbortController().signal,
    });
    return { code, out, err };
  };
  /** What a service would make of the trial that is opened. */
  const decide = async (last: LastUpdate) => {
    while ((await readTrial(program.folder)) === null) await setImmediate();
    await closeTrial(program.folder, last);
  };

  it('is off unless the settings say otherwise, and says so in a line', async () => {
    const { code, out, err } = await run('', {});
    expect({ code, out }).to.deep.equal({ code: 2, out: '' });
    expect(err).to.match(/^tract: self-update is off: .*\n$/);
  });

  it('never runs as root', async () => {
    sinon.restore();
    sinon.stub(process, 'geteuid').returns(0);
    expect((await run('--check')).err).to.match(/^tract: an update never runs as root: .*\n$/);
  });

  it('says all that is wrong with its options', async () => {
    const { code, err } = await run('--pin latest --channel UP --sha512 abc');
    expect(code).to.equal(2);
    expect(err).to.include('--pin takes').and.to.include('--channel takes').and.to.include('--sha512 is of the file');
    expect((await run('--from x.tgz --sha512 abc')).err).to.include('what `sha512sum FILE` prints');
    expect((await run('', { TRACT_UPDATE: 'maybe' })).err).to.include('TRACT_UPDATE must be on or off');
  });

  it('does not come between a version and its trial', async () => {
    await openTrial(program.folder, TRIAL);
    const { code, err } = await run('--pin 1.1.0');
    expect(code).to.equal(1);
    expect(err).to.include('1.1.0 is being tried by tract-sync@app since 2026-11-21T20:00:00Z');
  });

  it('only says what it would do', async () => {
    expect(await run('--pin 1.1.0 --check')).to.include({ code: 0, out: '1.0.0 would become 1.1.0\n' });
    expect(await run('--pin 1.0.0')).to.include({ code: 0, out: '✓ 1.0.0 is what there is to run\n' });
    expect(await readTrial(program.folder)).to.equal(null);
  });

  it('opens the trial, and need not wait for its end', async () => {
    const { code, out } = await run('--pin 1.1.0 --no-wait --json');
    expect(code).to.equal(3);
    expect(JSON.parse(out)).to.deep.equal({ outcome: 'trying', version: '1.1.0', from: '1.0.0' });
    expect(await readTrial(program.folder)).to.include({ version: '1.1.0', from: '1.0.0', instance: 'app' });
  });

  it('waits for what the service makes of it', async () => {
    const last = { ...TRIAL, at: TRIAL.since, reason: '' };
    const [good] = await Promise.all([run('--pin 1.1.0'), decide({ ...last, outcome: 'updated' })]);
    expect(good).to.include({ code: 0, out: '✓ 1.0.0 became 1.1.0\n' });
    const reason = 'it ended with 1';
    const [bad] = await Promise.all([run('--pin 1.1.0'), decide({ ...last, outcome: 'rolled-back', reason })]);
    expect(bad).to.include({ code: 1, out: `✗ 1.1.0 was taken back, and 1.0.0 goes on: ${reason}\n` });
  });
});
