import { expect } from 'chai';
import { parseMaxDeletes } from '../../../../src/cli/config/max-deletes.ts';

describe('parseMaxDeletes', () => {
  it('reads a number, a share, or both', () => {
    expect(parseMaxDeletes('0')).to.deep.equal({ tickets: 0, share: 1 });
    expect(parseMaxDeletes('50')).to.deep.equal({ tickets: 50, share: 1 });
    expect(parseMaxDeletes('10%')).to.deep.equal({ tickets: Number.POSITIVE_INFINITY, share: 0.1 });
    expect(parseMaxDeletes('20, 10%')).to.deep.equal({ tickets: 20, share: 0.1 });
  });

  it('reads nothing else', () => {
    for (const text of ['', '-1', '1.5', '101%', 'all', '10%,20', '%', ',', '20,', ',10%', '2010%0']) {
      expect(parseMaxDeletes(text), text).to.equal(null);
    }
  });
});
