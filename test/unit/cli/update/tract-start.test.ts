import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  closeTrial,
  openTrial,
  readCurrent,
  readLastUpdate,
  readTrial,
  switchCurrent,
} from '../../../../src/cli/update/program-files.ts';
import type { Trial } from '../../../../src/cli/update/records.ts';
import { ProgramFolder } from './program-folder.ts';

const TRIAL: Trial = { version: '1.1.0', from: '1.0.0', instance: 'app', since: '2026-11-21T20:00:00Z' };
const SCRIPT = 'scripts/service/tract-start';

describe('the starter of a service', () => {
  let program: ProgramFolder;
  beforeEach(() => {
    program = new ProgramFolder();
    // It stands for node: it says what it was started with, and ends as the program says.
    writeFileSync(
      join(program.folder, 'node'),
      '#!/bin/sh\necho "$TRACT_INSTANCE runs $TRACT_RELEASE, $(printenv WATCHDOG_PID || echo nobody) is watched: $2"\n. "$1"\n',
    );
    chmodSync(join(program.folder, 'node'), 0o755);
  });
  afterEach(() => program.remove());

  const start = (instance: string) => {
    const env = { PATH: process.env.PATH ?? '', TRACT_ROOT: program.root, WATCHDOG_PID: '1' };
    const { status, stdout, stderr } = spawnSync('sh', [SCRIPT, instance], { env, encoding: 'utf8' });
    return { status, said: stdout.trim(), stderr };
  };
  const NOW = { status: 0, said: 'app runs 1.0.0, 1 is watched: serve', stderr: '' };

  it('starts the version in use, in its place', () => {
    expect(start('app')).to.deep.equal(NOW);
  });

  it('starts the version on trial for the service that tries it, and for no other', async () => {
    await openTrial(program.folder, TRIAL);
    expect(start('tb').said).to.equal('tb runs 1.0.0, 1 is watched: serve');
    expect(start('app').said).to.equal('app runs 1.1.0, nobody is watched: serve');
  });

  for (const [ended, status] of [
    [1, 1],
    [2, 1],
    [0, 0],
  ] as const) {
    it(`takes back what ended with ${ended} at two starts, and lets systemd start it again`, async () => {
      program.install('1.1.0', `exit ${ended}`);
      await openTrial(program.folder, TRIAL);
      expect(start('app').status).to.equal(status);
      expect(start('app').status).to.equal(status);
      const third = start('app');
      expect(third).to.include({ status: 0, said: NOW.said });
      expect(third.stderr).to.include('<3>1.1.0 is taken back, and 1.0.0 goes on');
      expect(await readTrial(program.folder)).to.equal(null);
      const last = await readLastUpdate(program.folder);
      expect(last).to.include({ outcome: 'rolled-back', version: '1.1.0', from: '1.0.0', instance: 'app' });
      expect(last?.reason).to.include(`ended with ${ended} before a cycle went well`);
      expect(await readCurrent(program.folder)).to.equal('1.0.0');
    });
  }

  it('takes back what was killed at two starts, with the shell around it', async () => {
    program.install('1.1.0', 'kill -9 $PPID; kill -9 $$');
    await openTrial(program.folder, TRIAL);
    expect([start('app').status, start('app').status]).to.deep.equal([null, null]);
    expect(start('app').said).to.equal(NOW.said);
    expect((await readLastUpdate(program.folder))?.reason).to.include('not ready in time, or was killed');
  });

  it('takes back what systemd ended at two starts, because it did not get ready', async () => {
    program.install('1.1.0', 'kill -15 $$');
    await openTrial(program.folder, TRIAL);
    expect([start('app').status, start('app').status]).to.deep.equal([143, 143]);
    expect(start('app').said).to.equal(NOW.said);
    expect((await readLastUpdate(program.folder))?.reason).to.include('not ready in time, or was killed');
  });

  it('leaves an end after the trial as it is', async () => {
    program.install('1.1.0', `rm -f "${join(program.folder, 'trial')}"; exit 2`);
    await openTrial(program.folder, TRIAL);
    expect(start('app').status).to.equal(2);
    expect(await readTrial(program.folder)).to.equal(null);
  });

  it('does not take the trial of the next version for its own', async () => {
    await openTrial(program.folder, TRIAL);
    const next: Trial = { ...TRIAL, version: '1.2.0', from: '1.1.0', since: '2026-11-21T21:00:00Z' };
    const folder = `${program.folder}.next`;
    mkdirSync(folder);
    await openTrial(folder, next);
    program.install('1.1.0', `mv "${folder}/trial" "${join(program.folder, 'trial')}"; exit 2`);
    expect(start('app').status).to.equal(2);
    expect(await readTrial(program.folder)).to.deep.equal(next);
  });

  it('goes on with the version in use where the one on trial is gone', async () => {
    await openTrial(program.folder, { ...TRIAL, version: '1.2.0' });
    expect(start('app')).to.include({ status: 0, said: NOW.said });
    expect((await readLastUpdate(program.folder))?.reason).to.equal('it is not installed');
  });

  it('goes on with the version in use whatever stands in the record', async () => {
    for (const text of [
      '',
      'version=../../../bin\ninstance=app\nattempts=0\n',
      'version=1.1.0\n',
      'version=1.1.0; reboot\ninstance=app',
    ]) {
      writeFileSync(join(program.folder, 'trial'), text);
      expect(start('app'), text).to.deep.equal(NOW);
    }
  });

  it('tells the version in use not to end for a trial whose starts it cannot count', async () => {
    await openTrial(program.folder, TRIAL);
    program.install('1.0.0', 'echo "ignores $TRACT_IGNORED_TRIAL"');
    // A folder in its way, since nothing stops root from writing.
    mkdirSync(join(program.folder, 'trial.start'));
    expect(start('app').said).to.include(`ignores ${TRIAL.version} ${TRIAL.since}`);
    expect(await readTrial(program.folder)).to.deep.equal(TRIAL);
  });

  it('starts what was switched to', async () => {
    await openTrial(program.folder, TRIAL);
    await switchCurrent(program.folder, '1.1.0');
    await closeTrial(program.folder, { ...TRIAL, outcome: 'updated', at: TRIAL.since, reason: '' });
    expect(start('tb').said).to.equal('tb runs 1.1.0, 1 is watched: serve');
  });
});
