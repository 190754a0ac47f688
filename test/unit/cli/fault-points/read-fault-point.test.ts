import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readFaultPoint } from '../../../../src/cli/fault-points/read-fault-point.ts';
import type { Log } from '../../../../src/reconciler/log.ts';
import { makeTemporaryRepository, type TemporaryRepository } from '../../../support/temporary-repository.ts';

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

describe('TRACT_TEST_KILL_AT', () => {
  let repository: TemporaryRepository;
  beforeEach(() => {
    repository = makeTemporaryRepository();
  });
  afterEach(() => repository.remove());

  const read = (env: Readonly<Record<string, string>>) =>
    readFaultPoint({ PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', ...env }, repository.path, SILENT);

  async function isRefused(env: Readonly<Record<string, string>>): Promise<boolean> {
    return read(env).then(
      () => false,
      (error: Error) => /is not there for tests: remove the variable$/.test(error.message),
    );
  }

  it('is nothing where it is not set', async () => {
    expect([await read({}), await read({ TRACT_TEST_KILL_AT: '', NODE_ENV: 'test' })]).to.deep.equal([null, null]);
  });

  it('is refused for a repository that people use, whatever the environment says', async () => {
    const file = { TRACT_TEST_KILL_AT: join(repository.path, 'kill') };
    expect([await isRefused(file), await isRefused({ ...file, NODE_ENV: 'test' })]).to.deep.equal([true, true]);
    repository.git(['config', 'tract.test', 'false']);
    expect(await isRefused({ ...file, NODE_ENV: 'test' })).to.equal(true);
  });

  it('is refused outside of tests for a repository that is there for them', async () => {
    repository.git(['config', 'tract.test', 'true']);
    expect(await isRefused({ TRACT_TEST_KILL_AT: 'kill', NODE_ENV: 'production' })).to.equal(true);
    expect(await isRefused({ TRACT_TEST_KILL_AT: 'kill' })).to.equal(true);
  });

  it('is refused where only the settings of a person say that it is there for tests', async () => {
    const global = join(repository.path, 'global');
    writeFileSync(global, '[tract]\n\ttest = true\n');
    const env = { TRACT_TEST_KILL_AT: 'kill', NODE_ENV: 'test', GIT_CONFIG_GLOBAL: global };
    expect(await isRefused(env)).to.equal(true);
  });

  it('lets every moment pass but the one that is named', async () => {
    repository.git(['config', 'tract.test', 'true']);
    const file = join(repository.path, 'kill');
    writeFileSync(file, 'after add-comment\n');
    const pass = await read({ TRACT_TEST_KILL_AT: file, NODE_ENV: 'test' });
    for (const name of ['before add-comment', 'after add-commen', '']) pass?.(name);
  });
});
