import { openRepository } from '../../../src/reconciler/git/repository.ts';
import { MemoryObjectStore } from '../../support/memory-object-store.ts';
import { snapshotContract } from '../../support/snapshot-contract.ts';
import { makeTemporaryRepository, type TemporaryRepository } from '../../support/temporary-repository.ts';

describe('snapshot', () => {
  const made: TemporaryRepository[] = [];

  after(() => {
    for (const repository of made) repository.remove();
  });

  snapshotContract('memory', async () => new MemoryObjectStore());

  snapshotContract('a bare repository', async () => {
    const repository = makeTemporaryRepository();
    made.push(repository);
    return openRepository(repository.path);
  });
});
