import { once } from 'node:events';
import { expect } from 'chai';
import sinon from 'sinon';
import { closeTrial, openTrial, readWanted, switchCurrent } from '../../../../src/cli/update/program-files.ts';
import { watchProgram } from '../../../../src/cli/update/watch-program.ts';
import type { Log } from '../../../../src/reconciler/log.ts';
import { ProgramFolder } from './program-folder.ts';

const TRIAL = { version: '1.1.0', from: '1.0.0', instance: 'app', since: '2026-11-21T20:00:00Z' };

describe('a service that looks whether it is what should run', () => {
  let program: ProgramFolder;
  let clock: sinon.SinonFakeTimers;
  let told: unknown[];
  beforeEach(() => {
    program = new ProgramFolder();
    clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    told = [];
  });
  afterEach(() => {
    clock.restore();
    program.remove();
  });

  const log: Log = { debug() {}, info: (_message, details) => told.push(details), warn() {}, error() {} };
  const changed = async (signal: AbortSignal) => {
    clock.tick(2_000);
    if (!signal.aborted) await once(signal, 'abort');
  };

  it('ends when a version is to be tried here', async () => {
    const watch = watchProgram(program.place('app'), log);
    await openTrial(program.folder, TRIAL);
    await changed(watch.changed);
    expect(told).to.deep.equal([{ now: '1.0.0', next: '1.1.0' }]);
  });

  it('ends when all are to use another version, and not while another service tries it', async () => {
    const watch = watchProgram(program.place('tb'), log);
    await openTrial(program.folder, { ...TRIAL, version: '1.2.0' });
    clock.tick(2_000);
    await switchCurrent(program.folder, '1.1.0');
    await changed(watch.changed);
    expect(told).to.deep.equal([{ now: '1.0.0', next: '1.1.0' }]);
  });

  it('ends when the version was changed while it was starting', async () => {
    const watch = watchProgram(program.place('app', '0.9.0'), log);
    await changed(watch.changed);
    expect(told).to.deep.equal([{ now: '0.9.0', next: '1.0.0' }]);
  });

  it('ends when a version came to be tried here while it was starting', async () => {
    await openTrial(program.folder, TRIAL);
    await changed(watchProgram(program.place('app'), log).changed);
    expect(told).to.deep.equal([{ now: '1.0.0', next: '1.1.0' }]);
  });

  it('does not end for a trial that whoever starts it could not begin, but for the next one', async () => {
    await openTrial(program.folder, TRIAL);
    const place = { ...program.place('app'), ignoredTrial: `${TRIAL.version} ${TRIAL.since}` };
    expect(await readWanted(place)).to.equal('1.0.0');
    await closeTrial(program.folder, { ...TRIAL, outcome: 'rolled-back', at: '', reason: '' });
    await openTrial(program.folder, { ...TRIAL, since: '2026-11-21T21:00:00Z' });
    expect(await readWanted(place)).to.equal('1.1.0');
  });

  it('goes on through the end of its own trial', async () => {
    await openTrial(program.folder, TRIAL);
    const watch = watchProgram(program.place('app', '1.1.0'), log);
    await switchCurrent(program.folder, '1.1.0');
    clock.tick(2_000);
    watch.close();
    expect(watch.changed.aborted).to.equal(false);
  });
});
