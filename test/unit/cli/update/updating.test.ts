import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { carryOutUpdate } from '../../../../src/cli/update/carry-out-update.ts';
import { closeTrial, openTrial, readTrial } from '../../../../src/cli/update/program-files.ts';
import { proposeFromFile, proposeFromRegistry } from '../../../../src/cli/update/propose-update.ts';
import type { UpdateStep } from '../../../../src/server/updates.ts';
import { contentOf, FakeNpm, type FakePackage, fakeWorkshop, sha512 } from './fake-npm.ts';
import { ProgramFolder } from './program-folder.ts';

const STABLE = { channel: 'stable', pin: null };
const TRIAL = { version: '1.2.0', from: '1.0.0', instance: 'app', since: '2026-11-21T20:00:00Z' };

describe('an update', () => {
  let program: ProgramFolder;
  beforeEach(() => {
    program = new ProgramFolder();
  });
  afterEach(() => program.remove());

  const workshopWith = (...packages: readonly FakePackage[]) => {
    const npm = new FakeNpm(packages);
    return { npm, workshop: fakeWorkshop(program.place(), npm) };
  };
  const given = (content: string | Buffer) => {
    const path = join(program.root, 'given.tgz');
    writeFileSync(path, content);
    return path;
  };
  /** Proposes from the registry and carries it out. */
  const update = async (...packages: readonly FakePackage[]) => {
    const { workshop } = workshopWith(...packages);
    const proposal = await proposeFromRegistry(workshop, STABLE);
    if (proposal.kind !== 'update') throw new Error(`it is ${proposal.kind}`);
    const steps: UpdateStep[] = [];
    await carryOutUpdate(workshop, proposal, (step) => steps.push(step));
    return steps;
  };
  const failureOf = (work: Promise<unknown>) => work.then(String, (error: unknown) => (error as Error).message);
  const isUntouched = async () =>
    !existsSync(join(program.folder, 'releases/1.2.0')) && (await readTrial(program.folder)) === null;

  it('installs the newest version beside the others, and has it tried: the one in use stays', async () => {
    expect(await update({ version: '1.0.0' }, { version: '1.2.0' }, { version: '2.0.0' })).to.deep.equal([
      'fetching',
      'installing',
      'trying',
    ]);
    expect(await readTrial(program.folder)).to.include({ version: '1.2.0', from: '1.0.0', instance: 'app' });
    expect(readFileSync(join(program.folder, 'releases/1.2.0/bin/tract'), 'utf8')).to.include('1.2.0');
    expect(program.current()).to.equal('releases/1.0.0');
  });

  it('writes over what was taken back before', async () => {
    program.install('1.2.0', 'broken');
    await update({ version: '1.2.0' });
    expect(readFileSync(join(program.folder, 'releases/1.2.0/bin/tract'), 'utf8')).to.include('1.2.0');
  });

  it('comes to nothing where the file is not what the registry says', async () => {
    const integrity = `sha512-${Buffer.from(sha512('something else'), 'hex').toString('base64')}`;
    expect(await failureOf(update({ version: '1.2.0', integrity }))).to.include('its SHA-512 differs');
    expect(await isUntouched()).to.equal(true);
  });

  it('comes to nothing where the registry has no sha512', async () => {
    const { workshop } = workshopWith({ version: '1.2.0', integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' });
    expect(await proposeFromRegistry(workshop, STABLE)).to.have.property('kind', 'refused');
  });

  it('comes to nothing where what is installed does not say its own version', async () => {
    expect(await failureOf(update({ version: '1.2.0', says: '9.9.9' }))).to.include('says that it is 9.9.9');
    expect(await failureOf(update({ version: '1.2.0', says: "'; throw new Error('" }))).to.include('does not run');
    expect(await isUntouched()).to.equal(true);
  });

  it('comes to nothing while another version is being tried', async () => {
    await openTrial(program.folder, { ...TRIAL, version: '1.1.0', instance: 'tb' });
    expect(await failureOf(update({ version: '1.2.0' }))).to.include('another version is being tried');
    expect(await readTrial(program.folder)).to.include({ version: '1.1.0', instance: 'tb' });
  });

  it('leaves out what its publisher warns of', async () => {
    const { workshop } = workshopWith({ version: '1.1.1' }, { version: '1.2.0', deprecated: 'loses worklogs' });
    expect(await proposeFromRegistry(workshop, STABLE)).to.include({ kind: 'update', version: '1.1.1' });
    expect(await proposeFromRegistry(workshop, { ...STABLE, pin: '1.2.0' })).to.include({ version: '1.2.0' });
  });

  it('does not try again by itself what was taken back', async () => {
    await closeTrial(program.folder, { ...TRIAL, outcome: 'rolled-back', at: TRIAL.since, reason: 'it ended with 1' });
    const { workshop } = workshopWith({ version: '1.1.1' }, { version: '1.2.0' });
    expect(await proposeFromRegistry(workshop, STABLE)).to.have.property('kind', 'refused');
    expect(await proposeFromRegistry(workshop, { ...STABLE, pin: '1.2.0' })).to.include({ version: '1.2.0' });
  });

  it('goes to an installed version without asking anybody', async () => {
    const { npm, workshop } = workshopWith();
    const proposal = await proposeFromRegistry(workshop, { ...STABLE, pin: '1.1.0' });
    expect(proposal).to.deep.equal({ kind: 'update', from: '1.0.0', version: '1.1.0', source: { kind: 'installed' } });
    expect(npm.asked).to.deep.equal([]);
  });

  it('never asks for anything but the package that runs, and lets nothing of it run meanwhile', async () => {
    const { npm, workshop } = workshopWith({ version: '1.2.0' });
    const proposal = await proposeFromRegistry(workshop, STABLE);
    if (proposal.kind === 'update') await carryOutUpdate(workshop, proposal, () => {});
    expect(
      npm.asked.filter((line) => /^(view|pack @)/.test(line)).every((line) => line.includes('@tract/cli')),
    ).to.equal(true);
    const making = npm.asked.filter((line) => !line.startsWith('view'));
    expect(making.length).to.equal(2);
    expect(making.every((line) => line.includes('--ignore-scripts'))).to.equal(true);
  });

  it('takes a file that is the one that was meant, and installs what was looked at', async () => {
    const { workshop } = workshopWith();
    const content = contentOf({ version: '1.2.0' });
    const path = given(content);
    const proposal = await proposeFromFile(workshop, { path, sha512: sha512(content).toUpperCase(), pin: null });
    if (proposal.kind !== 'update') throw new Error(`it is ${proposal.kind}`);
    writeFileSync(path, contentOf({ version: '1.2.0', says: '6.6.6' }));
    await carryOutUpdate(workshop, proposal, () => {});
    expect(readFileSync(join(program.folder, 'releases/1.2.0/bin/tract'), 'utf8')).to.include("'1.2.0'");
  });

  const refusals: readonly (readonly [situation: string, content: Buffer, pin: string | null, words: string])[] = [
    ['of another package', contentOf({ name: 'left-pad', version: '1.2.0' }), null, 'not a version of @tract/cli'],
    ['with a version that is none', contentOf({ version: '../1.2.0' }), null, 'not a version of'],
    ['of another major version', contentOf({ version: '2.0.0' }), null, 'another major version'],
    ['of another major version that is pinned', contentOf({ version: '2.0.0' }), '2.0.0', 'another major version'],
    ['of an older version', contentOf({ version: '1.0.0-beta.1' }), null, 'is older than 1.0.0'],
    ['of another version than is pinned', contentOf({ version: '1.2.0' }), '1.2.1', 'is version 1.2.0, not 1.2.1'],
  ];
  for (const [situation, content, pin, words] of refusals) {
    it(`refuses a file ${situation}`, async () => {
      const { workshop } = workshopWith();
      const proposal = await proposeFromFile(workshop, { path: given(content), sha512: null, pin });
      expect(proposal).to.have.property('kind', 'refused');
      expect(proposal).to.have.property('reason').that.includes(words);
    });
  }

  it('refuses a file that is another one, is none, or cannot be read', async () => {
    const { workshop } = workshopWith();
    const path = given(contentOf({ version: '1.2.0' }));
    const other = await proposeFromFile(workshop, { path, sha512: sha512('other'), pin: null });
    expect(other).to.have.property('reason').that.includes('is not the file that was meant');
    const nonsense = await failureOf(proposeFromFile(workshop, { path: given('nonsense'), sha512: null, pin: null }));
    expect(nonsense).to.include('is no package');
    const from = (file: string) => failureOf(proposeFromFile(workshop, { path: file, sha512: null, pin: null }));
    expect(await from(program.root)).to.include('is no file');
    expect(await from(join(program.root, 'nowhere.tgz'))).to.include(
      'cannot be read by the user of the service (ENOENT)',
    );
  });
});
