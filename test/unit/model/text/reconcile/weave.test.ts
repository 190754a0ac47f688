import { expect } from 'chai';
import { align } from '../../../../../src/model/text/reconcile/align.ts';
import { pairChanged } from '../../../../../src/model/text/reconcile/pair-changed.ts';
import { type PlacedPart, separatorsBetween } from '../../../../../src/model/text/reconcile/separators.ts';
import type { Span } from '../../../../../src/model/text/reconcile/sequence-hunks.ts';
import { type Correspondence, weave } from '../../../../../src/model/text/reconcile/weave.ts';

const pieces = (...texts: readonly string[]) => texts.map((text) => ({ identity: text, words: () => text }));

/** From and to of each segment; `null` for pieces that the changed side does not show. */
function segments(...pairs: readonly (readonly [from: Span | null, to: Span])[]): readonly Correspondence[] {
  let at = 0;
  return pairs.map(([from, to]) => {
    at = from?.[1] ?? at;
    return { from: from ?? [at, at], to };
  });
}

const oneByOne = (count: number) =>
  segments(
    ...Array.from(
      { length: count },
      (_, at) =>
        [
          [at, at + 1],
          [at, at + 1],
        ] as const,
    ),
  );

/** `=0` keeps a slot; `0>1` replaces slot 0 by the new piece 1. */
function woven(before: readonly string[], after: readonly string[], all: readonly Correspondence[]): string {
  const span = ([from, to]: Span) => Array.from({ length: to - from }, (_, at) => from + at).join('+');
  return weave(pieces(...before), pieces(...after), all)
    .map((strand) => (strand.kind === 'keep' ? `=${span(strand.slots)}` : `${span(strand.slots)}>${span(strand.now)}`))
    .join(' ');
}

describe('weave', () => {
  it('keeps what stayed, replaces what was edited, drops what is gone, and lets in what is new', () => {
    expect(woven(['a', 'b c d', 'e', 'f'], ['a', 'b c x', 'n', 'f'], oneByOne(4))).to.equal('=0 1>1 2>2 =3');
    expect(woven(['x', 'a', 'b'], ['a', 'n', 'b'], oneByOne(3))).to.equal('=1 >1 =2');
  });

  it('moves a piece with what it is, and leaves what followed it where it was', () => {
    const all = segments(
      [
        [0, 1],
        [0, 1],
      ],
      [
        [1, 2],
        [1, 2],
      ],
      [null, [2, 3]],
      [
        [2, 3],
        [3, 4],
      ],
      [
        [3, 4],
        [4, 5],
      ],
    );
    expect(woven(['a', 'b', 'c', 'd'], ['a', 'c', 'd', 'b'], all)).to.equal('=0 =2 =3 =4 =1');
    expect(woven(['a', 'b', 'c', 'd'], ['a', 'c', 'd'], all)).to.equal('=0 =2 =3 =4');
  });

  it('keeps what only the other side shows at the top', () => {
    expect(
      woven(
        ['a'],
        ['b', 'a'],
        segments(
          [null, [0, 1]],
          [
            [0, 1],
            [1, 2],
          ],
        ),
      ),
    ).to.equal('=0 >0 =1');
  });

  it('converts pieces that belong together when something came between them', () => {
    expect(
      woven(
        ['a', 'b'],
        ['a', 'x', 'b'],
        segments([
          [0, 2],
          [0, 1],
        ]),
      ),
    ).to.not.contain('=');
    expect(
      woven(
        ['a', 'b'],
        ['x', 'a', 'b'],
        segments([
          [0, 2],
          [0, 1],
        ]),
      ),
    ).to.equal('>0 =0');
  });

  it('moves each of several equal pieces once', () => {
    expect(woven(['r', 'a', 'r', 'b'], ['b', 'r', 'a', 'r'], oneByOne(4))).to.equal('=3 =0 =1 =2');
  });

  it('does not patch over something that only the other side shows', () => {
    const all = segments(
      [
        [0, 1],
        [0, 1],
      ],
      [null, [1, 2]],
      [
        [1, 2],
        [2, 3],
      ],
    );
    const strands = weave(pieces('one two', 'three four'), pieces('one two three four'), all);
    expect(strands.map((strand) => strand.kind === 'convert' && strand.alike)).to.deep.equal([false, false]);
  });
});

describe('pairChanged', () => {
  const pairs = (old: readonly string[], now: readonly string[]) =>
    pairChanged(old, now).map((pair) => [pair.old.join('-'), pair.now.join('-'), pair.alike]);

  it('finds the block that an edit came from', () => {
    expect(pairs(['a b c', 'd e f', 'g h i'], ['n n', 'd e x', 'g h i j'])).to.deep.equal([
      ['0-1', '0-1', false],
      ['1-2', '1-2', true],
      ['2-3', '2-3', true],
    ]);
  });

  it('finds a join and a split, but no join with a stranger', () => {
    expect(pairs(['a b', 'c d'], ['a b c d'])).to.deep.equal([['0-2', '0-1', true]]);
    expect(pairs(['a b c d'], ['a b', 'c d'])).to.deep.equal([['0-1', '0-2', true]]);
    expect(pairs(['a b c d e f g h i j'], ['a b c d e f g h i', 'x'])).to.deep.equal([
      ['0-1', '0-1', true],
      ['1-1', '1-2', false],
    ]);
  });

  it('gives the last place to a new block that is like none', () => {
    expect(pairs(['a', 'b', 'c'], ['x'])).to.deep.equal([['2-3', '0-1', false]]);
    expect(pairs(['a b c d e'], ['a v w x y'])).to.deep.equal([['0-1', '0-1', false]]);
  });
});

describe('separatorsBetween', () => {
  const part = (kind: PlacedPart['kind'], at: number | null): PlacedPart => ({
    kind,
    slots: at === null ? null : [at, at + 1],
  });

  it('keeps what stood between neighbours, and puts a blank line between others', () => {
    const options = { old: ['\n', '\n\n\n', '\n', '\n'], lineEnd: '\n', wide: false };
    expect(separatorsBetween([part('keep', 0), part('convert', 1), part('keep', 3)], options)).to.deep.equal([
      '\n',
      '\n\n\n',
      '\n',
    ]);
    expect(separatorsBetween([part('keep', 0), part('convert', null), part('keep', 2)], options)).to.deep.equal([
      '\n\n',
      '\n\n',
      '\n',
    ]);
  });

  it('puts a blank line beside what was converted when that is asked for', () => {
    const options = { old: ['\n', '\n', '\n', ''], lineEnd: '\r\n', wide: true };
    const parts = [part('keep', 0), part('keep', 1), part('convert', 2), part('keep', 3)];
    expect(separatorsBetween(parts, options)).to.deep.equal(['\n', '\r\n\r\n', '\r\n\r\n', '']);
  });
});

describe('align', () => {
  const spans = (git: readonly (readonly string[])[], jira: readonly string[]) =>
    align(git, jira).map((segment) => `${segment.git.join('-')}:${segment.jira.join('-')}`);

  it('pairs equal pieces, and pieces that show nothing by themselves', () => {
    expect(spans([['a'], [], ['b']], ['a', '', 'b'])).to.deep.equal(['0-1:0-1', '1-2:1-1', '2-2:1-2', '2-3:2-3']);
  });

  it('takes a piece of two blocks as one only where these are neighbours', () => {
    expect(spans([['a', 'b'], ['c']], ['a', 'b', 'c'])).to.deep.equal(['0-1:0-2', '1-2:2-3']);
    expect(spans([['a', 'b'], ['c']], ['a', 'x', 'b', 'c'])).to.deep.equal(['0-1:0-3', '1-2:3-4']);
  });

  it('joins what only one side shows with its neighbour', () => {
    expect(spans([['a'], ['x']], ['a'])).to.deep.equal(['0-2:0-1']);
    expect(spans([['a'], ['b']], ['x', 'a', 'b'])).to.deep.equal(['0-1:0-2', '1-2:2-3']);
    expect(spans([['x'], []], [])).to.deep.equal(['0-2:0-0']);
  });
});
