import { expect } from 'chai';
import type { FailureKind } from '../../../../../src/model/failure.ts';
import { gitFailure } from '../../../../../src/reconciler/git/plumbing/git-failure.ts';

const PATH = '/srv/git/app.git';

describe('what git says, in words', () => {
  const cases: readonly (readonly [stderr: string, kind: FailureKind, words: RegExp])[] = [
    [
      "fatal: detected dubious ownership in repository at '/srv/git/app.git'\nTo add an exception for this directory, call:",
      'fatal',
      /another user.*git config --global --add safe\.directory \/srv\/git\/app\.git/,
    ],
    ['fatal: not a git repository (or any of the parent directories): .git', 'fatal', /is not a git repository/],
    ['fatal: write error: No space left on device', 'transient', /no space left.*free some disk/],
    ['error: file write error: Disk quota exceeded', 'transient', /no space left/],
    ['Error: ENOSPC: no space left on device, write', 'transient', /no space left/],
    ["fatal: Unable to create '/srv/git/app.git/x.lock': Read-only file system", 'transient', /read-only file system/],
    ["fatal: sha1 file 'objects/pack/tmp_pack_1' write error. Out of diskspace", 'transient', /free some disk space$/],
    ['Error: EROFS: read-only file system, access', 'transient', /read-only file system/],
    ['error: insufficient permission for adding an object to repository database objects', 'fatal', /no permission/],
    ["fatal: Unable to create '/srv/git/app.git/packed-refs.lock': Permission denied", 'fatal', /no permission/],
    ['Error: EACCES: permission denied, access', 'fatal', /no permission/],
    [
      "fatal: prepare: cannot lock ref 'refs/heads/main': Unable to create '/srv/git/app.git/refs/heads/main.lock': File exists.",
      'transient',
      /refs\/heads\/main\.lock exists/,
    ],
    ['fatal: unable to create thread: Resource temporarily unavailable', 'transient', /short of memory/],
    ['fatal: Out of memory, malloc failed (tried to allocate 1 bytes)', 'transient', /short of memory/],
    ['error: object file objects/ab/cd is empty\nfatal: loose object abcd is corrupt', 'fatal', /git -C .* fsck/],
    ['fatal: bad object abcd', 'fatal', /lacks an object/],
    [
      'fatal: something that nobody foresaw\nand more',
      'transient',
      /git failed in .*: fatal: something that nobody foresaw$/,
    ],
    ['', 'transient', /no message/],
  ];
  for (const [stderr, kind, words] of cases) {
    it(`${kind}: ${stderr.split('\n')[0] || '(nothing)'}`, () => {
      const failure = gitFailure(PATH, stderr);
      expect(failure.kind).to.equal(kind);
      expect(failure.message).to.match(words).and.not.include('\n');
    });
  }
});
