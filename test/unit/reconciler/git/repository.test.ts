import { openRepository } from '../../../../src/reconciler/git/repository.ts';
import { objectStoreContract } from '../../../support/object-store-contract.ts';
import { makeTemporaryRepository, type TemporaryRepository } from '../../../support/temporary-repository.ts';

describe('repository', () => {
  const made: TemporaryRepository[] = [];

  after(() => {
    for (const repository of made) repository.remove();
  });

  objectStoreContract('a bare repository', async () => {
    const repository = makeTemporaryRepository();
    made.push(repository);
    return openRepository(repository.path);
  });
});
