import { expect } from 'chai';
import sinon from 'sinon';
import type { UpdateSettings } from '../../../../src/cli/config/update-settings.ts';
import { createUpdates } from '../../../../src/cli/update/create-updates.ts';
import { closeTrial, listReleases, openTrial } from '../../../../src/cli/update/program-files.ts';
import { findProgram, type ProgramPlace } from '../../../../src/cli/update/program-place.ts';
import { reasonAgainst } from '../../../../src/cli/update/reason-against.ts';
import { SILENT } from '../../server/fake-engine.ts';
import { ProgramFolder } from './program-folder.ts';

const TRIAL = { version: '1.1.0', from: '1.0.0', instance: 'app', since: '2026-11-21T20:00:00Z' };
const ASKED = { check: false, channel: null, pin: null };
const ON: UpdateSettings = { enabled: true, channel: 'stable', pin: null };

describe('who may update the program', () => {
  const place = { folder: '/opt/tract/tract-sync', instance: 'app', version: '1.0.0', ignoredTrial: null };

  it('is the user of an installed service where that is allowed, and root never', () => {
    expect(reasonAgainst({ enabled: true }, place, false)).to.equal(null);
    expect(reasonAgainst({ enabled: false }, place, false)).to.match(/^self-update is off: .*install-service\.sh APP/);
    expect(reasonAgainst({ enabled: true }, null, false)).to.include(
      'only a service that install-service.sh installed',
    );
    expect(reasonAgainst({ enabled: true }, place, true)).to.include('never runs as root');
  });

  it('knows an installed service by what started it', () => {
    const env = { TRACT_PROGRAM: '/opt/tract/tract-sync', TRACT_INSTANCE: 'app', TRACT_RELEASE: '1.0.0' };
    expect(findProgram(env)).to.deep.equal(place);
    const wrong = [{ TRACT_PROGRAM: 'here' }, { TRACT_INSTANCE: '../app' }, { TRACT_RELEASE: 'current' }];
    for (const each of [...wrong, { TRACT_RELEASE: '' }])
      expect(findProgram({ ...env, ...each }), JSON.stringify(each)).to.equal(null);
    expect(findProgram({})).to.equal(null);
  });
});

describe('what a service answers about updates', () => {
  let program: ProgramFolder;
  beforeEach(() => {
    program = new ProgramFolder();
    if (process.geteuid !== undefined) sinon.stub(process, 'geteuid').returns(751);
  });
  afterEach(() => {
    sinon.restore();
    program.remove();
  });

  // Nobody listens on this port of loopback.
  const nobody = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' };
  const updatesOf = (settings = ON, place: ProgramPlace | null = program.place()) => {
    const env = { PATH: process.env.PATH, HOME: program.root, ...nobody };
    return createUpdates({ settings, place, version: '1.0.0', env, stop: new AbortController().signal, log: SILENT });
  };

  it('is that they are off, until somebody turns them on', async () => {
    expect(await updatesOf({ ...ON, enabled: false }).ask(ASKED)).to.have.property('kind', 'off');
    expect(await updatesOf(ON, null).ask(ASKED)).to.have.property('kind', 'off');
    expect(await updatesOf(ON, null).state()).to.deep.equal({ ...ON, version: '1.0.0', running: null, last: null });
  });

  it('is the trial under way, and no other begins', async () => {
    await openTrial(program.folder, TRIAL);
    const updates = updatesOf();
    expect(await updates.ask(ASKED)).to.deep.equal({ kind: 'running' });
    const { since } = TRIAL;
    expect((await updates.state()).running).to.deep.equal({ step: 'trying', version: '1.1.0', since });
  });

  it('is how the last one ended', async () => {
    const at = '2026-11-21T20:05:00Z';
    await closeTrial(program.folder, { ...TRIAL, outcome: 'rolled-back', at, reason: 'it ended with 1' });
    const last = { outcome: 'rolled-back', version: '1.1.0', from: '1.0.0', at, reason: 'it ended with 1' };
    expect((await updatesOf().state()).last).to.deep.equal(last);
  });

  it('is that a pin of the administrator holds', async () => {
    const answer = await updatesOf({ ...ON, pin: '1.0.0' }).ask({ ...ASKED, pin: '1.1.0' });
    expect(answer).to.deep.equal({ kind: 'refused', reason: 'TRACT_UPDATE_PIN of this service says 1.0.0' });
    expect(await updatesOf({ ...ON, pin: '1.0.0' }).ask(ASKED)).to.deep.equal({ kind: 'current' });
  });

  it('is that the registry is away; whoever asks meanwhile learns that one is under way, and nothing is left', async () => {
    const updates = updatesOf();
    const first = updates.ask(ASKED);
    expect(await updates.ask(ASKED)).to.deep.equal({ kind: 'running' });
    const answer = await first;
    expect(answer.kind).to.equal('away');
    expect(answer)
      .to.have.property('reason')
      .that.matches(/^npm view: .*ECONNREFUSED/);
    expect((await updates.state()).running).to.equal(null);
    expect(await listReleases(program.folder)).to.have.members(['1.0.0', '1.1.0']);
  });

  it('is an installed version, which needs no registry', async () => {
    expect(await updatesOf().ask({ ...ASKED, pin: '1.1.0', check: true })).to.deep.equal({
      kind: 'available',
      version: '1.1.0',
    });
    expect((await updatesOf().state()).running).to.equal(null);
  });
});
