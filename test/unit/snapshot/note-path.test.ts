import { expect } from 'chai';
import { notePath } from '../../../src/snapshot/note-path.ts';

describe('note path', () => {
  it('is the fanned-out name that git gives the blob of key and line feed', () => {
    // echo APP-1 | git hash-object --stdin
    expect(notePath('APP-1')).to.equal('67/3fe489475b5da55fae4296399867449a960bc9');
  });
});
