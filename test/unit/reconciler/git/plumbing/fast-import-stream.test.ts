import { expect } from 'chai';
import { fastImportStream } from '../../../../../src/reconciler/git/plumbing/fast-import-stream.ts';
import type { CommitSpec } from '../../../../../src/snapshot/object-store.ts';

const WHO = { name: 'Ann', email: 'ann@example.org' };

describe('fast-import stream', () => {
  it('writes one commit on its parents and forgets the branch before refs are written', () => {
    const [a, b] = ['aa'.repeat(20), 'bb'.repeat(20)];
    const text = stream({
      parents: [a, b],
      message: 'Ü',
      edits: [
        { kind: 'put', path: 'issues/A "1".md', content: 'ü' },
        { kind: 'remove', path: 'odd\n\\name' },
        { kind: 'put', path: 'empty', content: '' },
      ],
    });
    expect(text).to.equal(
      [
        'feature done\ncommit refs/tract/pending\nmark :1',
        'author Ann <ann@example.org> 1 +0000\ncommitter Ann <ann@example.org> 1 +0000',
        `data 2\nÜ\nfrom ${a}\nmerge ${b}`,
        'M 100644 inline "issues/A \\"1\\".md"\ndata 2\nü',
        'D "odd\\012\\\\name"',
        'M 100644 inline "empty"\ndata 0\n',
        'get-mark :1\nreset refs/tract/pending\n\ndone\n',
      ].join('\n'),
    );
  });

  it('lets no name and no message end a header or begin a command', () => {
    const name = 'Eve\ncommitter x';
    const text = stream({ author: { name, email: 'a\u0000b' }, message: 'x\u0000\nfrom abc' });
    expect(text).to.include('author Eve committer x <a b> 1 +0000\n').and.include('data 11\nx \nfrom abc\n');
  });

  it('refuses parents and paths that are none before a byte is written for them', () => {
    expect(() => stream({ parents: ['main'] })).to.throw(TypeError, 'main');
    expect(() => stream({ edits: [{ kind: 'put', path: 'a\nM 100644 inline b', content: '' }] })).to.throw(TypeError);
    expect(() => stream({ edits: [{ kind: 'remove', path: '../x' }] })).to.throw(TypeError);
  });
});

function stream(more: Partial<CommitSpec>): string {
  const spec: CommitSpec = { parents: [], edits: [], message: '', author: WHO, committer: WHO, atMs: 1_999, ...more };
  return [...fastImportStream(spec)].map((piece) => (typeof piece === 'string' ? piece : String(piece))).join('');
}
