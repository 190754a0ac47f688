import { expect } from 'chai';
import { createNameBook } from '../../../src/reconciler/name-book.ts';

describe('the book of names', () => {
  it('learns what is met, and tells of what has another name once', () => {
    const book = createNameBook();
    book.met('status', '1', 'To Do');
    expect(book.hasRenamings()).to.equal(false);
    book.met('status', '1', 'Waiting');
    expect(book.takeRenamings()).to.deep.equal([{ catalogue: 'status', from: 'To Do', to: 'Waiting' }]);
    expect([book.takeRenamings(), book.hasRenamings()]).to.deep.equal([[], false]);
    expect(book.present().status?.get('To Do')).to.equal('Waiting');
  });

  it('has one list for both fields of versions, and none for other fields', () => {
    const book = createNameBook();
    book.met('fixVersions', '1', '1.0');
    book.met('versions', '1', '1.0.0');
    book.met('customfield_10101', '1', 'Low');
    book.met('constructor', '1', 'x');
    expect(book.names()).to.deep.equal({ version: { '1': { now: '1.0.0', before: ['1.0'] } } });
  });

  it('knows in the next process what this one knew', () => {
    const before = createNameBook();
    before.met('components', '1', 'API');
    const after = createNameBook();
    after.know(before.names());
    after.met('components', '1', 'Backend');
    expect(after.takeRenamings()).to.deep.equal([{ catalogue: 'component', from: 'API', to: 'Backend' }]);
  });

  it('makes nothing of names that go to and fro, however often: neither meaning nor work', () => {
    const book = createNameBook();
    for (const name of ['A', 'B', 'A']) book.met('priority', '1', name);
    expect(book.takeRenamings()).to.deep.equal([{ catalogue: 'priority', from: 'A', to: 'B' }]);
    for (let turn = 0; turn < 100; turn++) book.met('priority', '1', `${'ABCDEFGH'[turn % 8]}`);
    expect([book.takeRenamings(), [...(book.present().priority ?? [])]]).to.deep.equal([[], []]);
    const next = createNameBook();
    next.know(book.names());
    next.met('priority', '1', 'New');
    expect([next.takeRenamings(), [...(next.present().priority ?? [])]]).to.deep.equal([[], []]);
  });

  it('is bounded: in entries of a list, and in the former names of each', () => {
    const book = createNameBook();
    for (let id = 0; id < 3_000; id++) book.met('components', String(id), `Part ${id}`);
    for (let turn = 0; turn < 50; turn++) book.met('components', '7', `Name ${turn}`);
    const entries = book.names().component ?? {};
    expect(Object.keys(entries)).to.have.length(2_000);
    expect(entries['7']).to.deep.equal({ now: 'Name 49', before: [44, 45, 46, 47, 48].map((turn) => `Name ${turn}`) });
  });
});
