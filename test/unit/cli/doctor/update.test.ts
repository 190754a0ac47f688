import { expect } from 'chai';
import { update } from '../../../../src/cli/doctor/checks/update.ts';
import { closeTrial, openTrial } from '../../../../src/cli/update/program-files.ts';
import { ProgramFolder } from '../update/program-folder.ts';
import { said } from './fake-site.ts';

const TRIAL = { version: '1.1.0', from: '1.0.0', instance: 'app', since: '2026-11-21T20:00:00Z' };
const AT = '2026-11-21T20:05:00Z';

describe('what tract doctor says of updates', () => {
  let program: ProgramFolder;
  beforeEach(() => {
    program = new ProgramFolder();
  });
  afterEach(() => program.remove());

  const look = () => {
    const env = { TRACT_PROGRAM: program.folder, TRACT_INSTANCE: 'tb', TRACT_RELEASE: '1.0.0' };
    return said(update, { io: { env, cwd: '/' } });
  };

  it('is nothing where there was none, or where nobody keeps versions', async () => {
    expect(await look()).to.deep.equal([]);
    expect(await said(update)).to.deep.equal([]);
  });

  it('is what is tried, what became of it, and where more is told', async () => {
    await openTrial(program.folder, TRIAL);
    expect(await look()).to.deep.equal(['ok: tract-sync@app tries 1.1.0; all else runs 1.0.0']);
    await closeTrial(program.folder, { ...TRIAL, outcome: 'updated', at: AT, reason: '' });
    expect(await look()).to.deep.equal([`ok: 1.0.0 became 1.1.0 at ${AT}`]);
    await closeTrial(program.folder, { ...TRIAL, outcome: 'rolled-back', at: AT, reason: 'it ended with 1' });
    const fix = 'journalctl -u tract-sync@app tells more; tract self-update --pin 1.1.0 tries it again';
    expect(await look()).to.deep.equal([`warning: 1.1.0 was tried and taken back at ${AT}: it ended with 1 → ${fix}`]);
  });
});
