import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  closeTrial,
  listReleases,
  openTrial,
  readCurrent,
  readLastUpdate,
  readTrial,
  readWanted,
  removeOtherReleases,
  switchCurrent,
} from '../../../../src/cli/update/program-files.ts';
import { type LastUpdate, parseTrial, renderTrial, type Trial } from '../../../../src/cli/update/records.ts';
import { ProgramFolder } from './program-folder.ts';

const TRIAL: Trial = { version: '1.1.0', from: '1.0.0', instance: 'app', since: '2026-11-21T20:00:00Z' };
const LAST: LastUpdate = {
  outcome: 'rolled-back',
  version: '1.1.0',
  from: '1.0.0',
  instance: 'app',
  at: '2026-11-21T20:05:00Z',
  reason: 'it = ended\nwith 1',
};

describe('what is remembered of updates', () => {
  let program: ProgramFolder;
  beforeEach(() => {
    program = new ProgramFolder();
  });
  afterEach(() => program.remove());

  it('is read as it was written, in a line for each value', async () => {
    expect(await openTrial(program.folder, TRIAL)).to.equal(true);
    expect(await readTrial(program.folder)).to.deep.equal(TRIAL);
    await closeTrial(program.folder, LAST);
    expect(await readTrial(program.folder)).to.equal(null);
    expect(await readLastUpdate(program.folder)).to.deep.equal({ ...LAST, reason: 'it = ended with 1' });
  });

  it('knows one trial at a time', async () => {
    const opened = await Promise.all(
      ['app', 'tb'].map((instance) => openTrial(program.folder, { ...TRIAL, instance })),
    );
    expect(opened.filter((each) => each)).to.have.lengthOf(1);
    expect(await openTrial(program.folder, TRIAL)).to.equal(false);
    expect(readdirSync(program.folder)).to.have.members(['current', 'releases', 'trial']);
  });

  it('takes what is no record for none, and writes over it', async () => {
    for (const text of [
      '',
      'version=../..\nfrom=1.0.0\ninstance=app\n',
      renderTrial({ ...TRIAL, instance: 'a/b' }),
      '\0',
    ])
      expect(parseTrial(text), text).to.equal(null);
    writeFileSync(join(program.folder, 'trial'), 'version=../../etc\n');
    expect(await openTrial(program.folder, TRIAL)).to.equal(true);
    expect(await readTrial(program.folder)).to.deep.equal(TRIAL);
  });

  it('says what each service should run: only one has the trial', async () => {
    await openTrial(program.folder, TRIAL);
    expect(await readWanted(program.place('app'))).to.equal('1.1.0');
    expect(await readWanted(program.place('tb'))).to.equal('1.0.0');
  });

  it('switches at once, and keeps what somebody goes back to', async () => {
    program.install('0.9.0', '');
    await switchCurrent(program.folder, '1.1.0');
    expect(await readCurrent(program.folder)).to.equal('1.1.0');
    expect(program.current()).to.equal('releases/1.1.0');
    await removeOtherReleases(program.folder, ['1.1.0', '1.0.0']);
    expect(await listReleases(program.folder)).to.have.members(['1.0.0', '1.1.0']);
  });
});
