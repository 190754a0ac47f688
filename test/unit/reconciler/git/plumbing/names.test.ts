import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import fc from 'fast-check';
import { checkNewPath, isOid, isRefName, isTreePath } from '../../../../../src/reconciler/git/plumbing/names.ts';

describe('names that reach git', () => {
  const refs = ['refs/heads/main', 'refs/heads/a/b.c', 'refs/notes/tract', 'refs/heads/ümläut', 'refs/heads/-d'];
  const notRefs = [
    'main',
    'HEAD',
    'refs/',
    'refs/heads/',
    'refs//x',
    'refs/heads/.x',
    'refs/heads/x.lock/y',
    'refs/a..b',
  ];
  const oddRefs = ['refs/heads/a b', 'refs/heads/a~1', 'refs/heads/a^', 'refs/heads/a:b', 'refs/heads/@{1}', 'refs/x.'];

  it('takes the refs that git takes', () => {
    for (const ref of refs) expect(isRefName(ref), ref).to.equal(true);
    for (const ref of [...notRefs, ...oddRefs, 'refs/heads/\n', 'refs/a\\b', ''])
      expect(isRefName(ref), ref).to.equal(false);
  });

  it('takes no ref that git refuses', () => {
    const part = fc.string({ unit: fc.constantFrom(...'ab.-/@{}~^:?*[\\ \t@lock'), maxLength: 8 });
    fc.assert(
      fc.property(part, (name) => {
        const ref = `refs/${name}`;
        if (isRefName(ref)) execFileSync('git', ['check-ref-format', '--allow-onelevel', ref], { stdio: 'pipe' });
      }),
      { numRuns: 60 },
    );
  });

  it('takes full object names only', () => {
    expect(isOid('ab'.repeat(20))).to.equal(true);
    for (const name of [
      '',
      'HEAD',
      'ab'.repeat(19),
      'AB'.repeat(20),
      `${'ab'.repeat(20)}\n`,
      `${'ab'.repeat(20)}^{tree}`,
    ]) {
      expect(isOid(name), name).to.equal(false);
    }
  });

  it('takes no path that leaves the tree or names the repository itself', () => {
    for (const path of ['a', 'a/b c', 'issues/APP-1.md', '...', 'a/.gitignore', '-x', ':(top)']) {
      expect(isTreePath(path), path).to.equal(true);
    }
    for (const path of [
      '',
      '/a',
      'a/',
      'a//b',
      '.',
      '..',
      'a/../b',
      '.git',
      '.GIT/hooks',
      'a/.Git',
      'a\0b',
      'x'.repeat(5_000),
    ]) {
      expect(isTreePath(path), path).to.equal(false);
    }
  });

  it('writes no path with a control character', () => {
    for (const path of ['a\nb', 'a\tb', '\u007f', 'a\u001b[31m']) expect(() => checkNewPath(path)).to.throw(TypeError);
    expect(checkNewPath('issues/ü 😀.md')).to.equal('issues/ü 😀.md');
  });
});
