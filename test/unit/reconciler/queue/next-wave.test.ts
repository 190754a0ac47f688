import { expect } from 'chai';
import { type Birth, nextWave } from '../../../../src/reconciler/queue/next-wave.ts';

/** `a: b c*` mentions b and names c in a field. */
function births(...texts: readonly string[]): readonly Birth[] {
  return texts.map((text) => {
    const [key = '', ...words] = text.split(/[: ]+/);
    const mentions = new Set(words.filter(Boolean).map((word) => word.replace('*', '')));
    const named = new Set(words.filter((word) => word.endsWith('*')).map((word) => word.replace('*', '')));
    return { ref: `issues/${key}.md`, key, mentions, named };
  });
}

const keys = (some: readonly Birth[]) => some.map(({ key }) => key).join(' ');

describe('the next wave of new tickets', () => {
  it('has those that need no other, in their order', () => {
    const { ready, later, blocked } = nextWave(births('c: b', 'b: a*', 'z', 'a'), new Map());
    expect([keys(ready), keys(later), blocked]).to.deep.equal(['z a', 'c b', []]);
  });

  it('takes no word for a ticket that is in neither list', () => {
    expect(keys(nextWave(births('a: elsewhere'), new Map()).ready)).to.equal('a');
  });

  it('begins a circle with those whose fields name none of it, and keeps those outside waiting', () => {
    const { ready, later } = nextWave(births('d: a', 'a: b*', 'b: a'), new Map());
    expect([keys(ready), keys(later)]).to.deep.equal(['b', 'd a']);
    expect(keys(nextWave(births('a: b*', 'b: a*', 'c: a'), new Map()).ready)).to.equal('a b');
    expect(keys(nextWave(births('a: a'), new Map()).ready)).to.equal('a');
  });

  it('blocks what needs a ticket that is missing, directly or not, each with its reason', () => {
    const { ready, blocked } = nextWave(births('a: x', 'b: a*', 'c: b', 'd'), new Map([['x', 'Jira said no']]));
    expect(keys(ready)).to.equal('d');
    expect(blocked.map(({ birth, reason }) => [birth.key, reason])).to.deep.equal([
      ['a', 'waits for x: Jira said no'],
      ['b', 'waits for a: waits for x'],
      ['c', 'waits for b: waits for a'],
    ]);
  });
});
