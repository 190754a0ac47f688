import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { findStrayPackages } from './package-homes.ts';
import { readSourceTree, sourceTree } from './source-file.ts';

const DEPENDENCIES = ['simple-git', 'winston', 'p-queue', '@scope/pack'];

describe('the homes of outside packages', () => {
  it('are kept by the whole source', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly dependencies: object };
    expect(findStrayPackages(readSourceTree('.'), Object.keys(dependencies))).to.deep.equal([]);
  });

  it('are told when a package is imported elsewhere, if only for a type', () => {
    const tree = sourceTree({
      'src/reconciler/git/repository.ts': "import { simpleGit } from 'simple-git';",
      'src/reconciler/reconcile.ts': "import type { SimpleGit } from 'simple-git';",
      'src/server/queue.ts': "import PQueue from 'p-queue';",
    });
    const found = findStrayPackages(tree, DEPENDENCIES);
    expect(found).to.have.lengthOf(2);
    expect(found[0]).to.match(/^src\/reconciler\/reconcile\.ts:1 imports simple-git: its home is /);
    expect(found[1]).to.match(/^src\/server\/queue\.ts:1 imports p-queue: its home is /);
  });

  it('are told when a second file imports the logger', () => {
    const tree = sourceTree({
      'src/cli/logger.ts': "import { createLogger } from 'winston';",
      'src/server/other.ts': "import { format } from 'winston';",
    });
    expect(findStrayPackages(tree, DEPENDENCIES)).to.deep.equal([
      'src/server/other.ts imports winston: its one home is src/cli/logger.ts',
    ]);
  });

  it('are told when what is imported is no dependency, and not of types that compilation removes', () => {
    const tree = sourceTree({
      'src/model/a.ts':
        "import chai from 'chai';\nimport type { Root } from 'mdast';\nimport { x } from '@scope/pack/deep';",
    });
    expect(findStrayPackages(tree, DEPENDENCIES)).to.deep.equal([
      'src/model/a.ts:1 imports chai: it is no dependency in package.json',
    ]);
  });
});
