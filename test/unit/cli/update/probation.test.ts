import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { findProbation } from '../../../../src/cli/update/probation.ts';
import { listReleases, openTrial, readLastUpdate, readTrial } from '../../../../src/cli/update/program-files.ts';
import type { Trial } from '../../../../src/cli/update/records.ts';
import { FakeEngine, SILENT } from '../../server/fake-engine.ts';
import { ProgramFolder } from './program-folder.ts';

const TRIAL: Trial = { version: '1.1.0', from: '1.0.0', instance: 'app', since: '2026-11-21T20:00:00Z' };
const HEALTH = { jiraConnected: true, flavor: 'server', lastSuccessMs: 1 } as const;
const STARTING = { ...HEALTH, state: 'starting', reason: null } as const;
const WELL = { ...HEALTH, state: 'ok', reason: null } as const;
const UNWELL = { ...HEALTH, state: 'degraded', reason: 'Jira is away' } as const;

describe('a version on trial', () => {
  let program: ProgramFolder;
  let engine: FakeEngine;
  const never = new AbortController().signal;
  beforeEach(async () => {
    program = new ProgramFolder();
    program.install('0.9.0', '');
    engine = new FakeEngine();
    engine.now = STARTING;
    await openTrial(program.folder, TRIAL);
  });
  afterEach(() => program.remove());

  const found = async (limitMs = 60_000) => {
    const probation = await findProbation(program.place('app', '1.1.0'), SILENT, limitMs);
    if (probation === null) throw new Error('there is a trial');
    return probation;
  };

  it('is none for another service, for another version, and where nobody keeps versions', async () => {
    expect(await findProbation(program.place('tb', '1.1.0'), SILENT)).to.equal(null);
    expect(await findProbation(program.place('app', '1.0.0'), SILENT)).to.equal(null);
    expect(await findProbation(null, SILENT)).to.equal(null);
  });

  it('becomes the one of everybody once a cycle went well, and the version before stays', async () => {
    const passed = (await found()).pass(engine, never);
    engine.tell({ kind: 'health', health: UNWELL });
    await setImmediate();
    expect(program.current()).to.equal('releases/1.0.0');
    engine.tell({ kind: 'health', health: WELL });
    await passed;
    expect(program.current()).to.equal('releases/1.1.0');
    expect(await readTrial(program.folder)).to.equal(null);
    expect(await readLastUpdate(program.folder)).to.include({ outcome: 'updated', version: '1.1.0', from: '1.0.0' });
    expect(await listReleases(program.folder)).to.have.members(['1.0.0', '1.1.0']);
    expect(engine.listeners.size).to.equal(0);
  });

  it('fails where none does in time, with what the service says of itself', async () => {
    const passed = (await found(1)).pass(engine, never);
    engine.tell({ kind: 'health', health: UNWELL });
    const error = await passed.catch((reason: unknown) => reason);
    expect(String(error)).to.include('not well after').and.to.include('Jira is away');
    expect(program.current()).to.equal('releases/1.0.0');
    expect(await readTrial(program.folder)).to.deep.equal(TRIAL);
    expect(engine.listeners.size).to.equal(0);
  });

  it('proves nothing when the service is told to stop', async () => {
    const stop = new AbortController();
    const passed = (await found()).pass(engine, stop.signal);
    stop.abort();
    await passed;
    expect(program.current()).to.equal('releases/1.0.0');
    expect(await readTrial(program.folder)).to.deep.equal(TRIAL);
  });
});
