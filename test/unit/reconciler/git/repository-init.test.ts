import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import { openRepository } from '../../../../src/reconciler/git/repository.ts';
import { type HookName, initRepository, installHook } from '../../../../src/reconciler/git/repository-init.ts';
import { makeTemporaryRepository, type TemporaryRepository } from '../../../support/temporary-repository.ts';

describe('making a repository', () => {
  let other: TemporaryRepository;
  let path: string;

  beforeEach(() => {
    other = makeTemporaryRepository();
    path = join(dirname(other.path), 'made', 'here.git');
  });

  afterEach(() => {
    other.remove();
  });

  it('makes a bare one whose HEAD is the branch, and leaves it alone the second time', async () => {
    await initRepository(path, 'trunk');
    expect(readFileSync(join(path, 'HEAD'), 'utf8')).to.equal('ref: refs/heads/trunk\n');
    writeFileSync(join(path, 'description'), 'ours');
    await initRepository(path, 'main');
    expect(readFileSync(join(path, 'HEAD'), 'utf8')).to.equal('ref: refs/heads/trunk\n');
    expect(readFileSync(join(path, 'description'), 'utf8')).to.equal('ours');
    await (await openRepository(path)).close();
  });

  it('takes an empty folder, and no template of whoever runs it', async () => {
    mkdirSync(path, { recursive: true });
    const home = dirname(other.path);
    mkdirSync(join(home, 'template/hooks'), { recursive: true });
    writeFileSync(join(home, 'template/hooks/update'), '#!/bin/sh\nexit 1\n');
    writeFileSync(join(home, '.gitconfig'), `[init]\n\ttemplateDir = ${join(home, 'template')}\n`);
    await initRepository(path, 'main', { PATH: process.env.PATH, HOME: home });
    expect(readdirSync(path)).to.include('HEAD').and.not.include('hooks');
  });

  it('refuses a folder that holds something else, a file in the way and an impossible branch', async () => {
    const folder = dirname(other.path);
    await expectFatal(initRepository(folder, 'main'), /not a git repository/);
    await expectFatal(initRepository(join(other.path, 'HEAD'), 'main'), /a file is in the way/);
    for (const branch of ['', 'a b', '../x', '-d', 'x.lock']) {
      await expectFatal(initRepository(path, branch), /cannot be the name of a git branch/);
    }
  });

  it('installs a hook that git runs, and replaces it whole', async () => {
    await initRepository(path, 'main');
    await installHook(path, 'post-receive', '#!/bin/sh\necho first\n');
    await installHook(path, 'post-receive', '#!/bin/sh\ntouch "$PWD/was-run"\n');
    expect(readdirSync(join(path, 'hooks'))).to.deep.equal(['post-receive']);
    expect(statSync(join(path, 'hooks/post-receive')).mode & 0o777).to.equal(0o755);
    const tree = other.git(['mktree'], '').trim();
    const commit = other.git(['commit-tree', '-m', 'x', tree]).trim();
    execFileSync('git', ['push', '--quiet', path, `${commit}:refs/heads/main`], { cwd: other.path, stdio: 'pipe' });
    expect(readdirSync(path)).to.include('was-run');
  });

  it('installs nothing under another name', async () => {
    await initRepository(path, 'main');
    const attempt = await installHook(path, '../config' as HookName, 'x').catch((error: unknown) => error);
    expect(attempt).to.be.instanceOf(TypeError);
  });
});

async function expectFatal(promise: Promise<unknown>, words: RegExp): Promise<void> {
  const error = await promise.catch((thrown: unknown) => thrown);
  expect(error).to.be.instanceOf(Failure).and.have.property('kind', 'fatal');
  expect((error as Failure).message).to.match(words);
}
