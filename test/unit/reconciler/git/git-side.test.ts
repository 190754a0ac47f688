import { expect } from 'chai';
import { parseProjectConfig, ticketFormatOf } from '../../../../src/model/project-config.ts';
import { createGitSide } from '../../../../src/reconciler/git/create-git-side.ts';
import { openRepository } from '../../../../src/reconciler/git/repository.ts';
import { gitSideContract } from '../../../support/git-side-contract.ts';
import { MemoryObjectStore } from '../../../support/memory-object-store.ts';
import { makeTemporaryRepository, type TemporaryRepository } from '../../../support/temporary-repository.ts';
import { BRANCH, CONFIG } from '../../../support/world.ts';

describe('git side', () => {
  const made: TemporaryRepository[] = [];
  const fresh = () => {
    const one = makeTemporaryRepository();
    made.push(one);
    return one;
  };

  afterEach(() => {
    for (const one of made.splice(0)) one.remove();
  });

  gitSideContract('memory', async () => new MemoryObjectStore());
  gitSideContract('a bare repository', () => openRepository(fresh().path));

  it('follows no symbolic link and no submodule, and names them', async () => {
    const repository = fresh();
    const target = repository.git(['hash-object', '-w', '--stdin'], '../.tract/config.yaml').trim();
    const good = repository.git(['hash-object', '-w', '--stdin'], '---\ntitle: Good\n---\n').trim();
    const issues = treeOf(repository, [
      `120000 blob ${target}\tAPP-1.md`,
      `160000 commit ${'1'.repeat(40)}\tAPP-2.md`,
      `100644 blob ${good}\tAPP-3.md`,
    ]);
    const worklogs = treeOf(repository, [`120000 blob ${target}\t2026-02.jsonl`]);
    const tree = treeOf(repository, [`040000 tree ${issues}\tissues`, `040000 tree ${worklogs}\tworklogs`]);
    const tip = repository.git(['commit-tree', tree, '-m', 'links']).trim();
    const store = await openRepository(repository.path);
    try {
      const side = createGitSide(store, BRANCH);
      const paths = ['issues/APP-1.md', 'issues/APP-2.md', 'issues/APP-3.md'];
      const states = await side.readTickets(tip, paths, format());
      expect([...states.values()].map(({ kind }) => kind)).to.deep.equal(['broken', 'broken', 'ticket']);
      expect((await side.readWorklogs(tip, ['APP-1'], format())).get('APP-1')?.lines).to.deep.equal([]);
      const { problems, files } = await side.changes(null, tip, format());
      const named = new Set([...problems, ...files].map(({ path }) => path));
      expect([...named]).to.include.members([...paths, 'worklogs/2026-02.jsonl']);
    } finally {
      await store.close();
    }
  });
});

function treeOf(repository: TemporaryRepository, lines: readonly string[]): string {
  return repository.git(['mktree', '--missing'], `${lines.join('\n')}\n`).trim();
}

function format() {
  const reading = parseProjectConfig(CONFIG);
  if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
  return ticketFormatOf(reading.config);
}
