import { expect } from 'chai';
import { showProgress } from '../../../../src/cli/render/progress.ts';

function counter(errIsTerminal = true) {
  const said: string[] = [];
  let nowMs = 0;
  const progress = showProgress(
    { err: (text) => said.push(text.replace('\r\u001b[K', '')), errIsTerminal },
    'tickets',
    () => nowMs,
  );
  const show = (minute: number, done: number, total: number | null) => {
    nowMs = minute * 60_000;
    progress.show(done, total);
    return said.at(-1);
  };
  return { show, said };
}

describe('a counter of tickets', () => {
  it('tells how many of all are done, and how many minutes are left at this pace', () => {
    const { show } = counter();
    expect(show(0, 0, 20_000)).to.equal('0 of 20000 tickets');
    expect(show(1, 500, 20_000)).to.equal('500 of 20000 tickets, about 39 minutes left');
    expect(show(2, 10_000, 20_000)).to.equal('10000 of 20000 tickets, about 2 minutes left');
    expect(show(3, 19_900, 20_000)).to.equal('19900 of 20000 tickets, about a minute left');
    expect(show(3, 20_000, 20_000)).to.equal('20000 of 20000 tickets');
  });

  it('takes no pace from what an earlier run has done', () => {
    const { show } = counter();
    show(0, 15_000, 20_000);
    expect(show(1, 15_500, 20_000)).to.equal('15500 of 20000 tickets, about 9 minutes left');
  });

  it('counts alone where nobody knows how many there are', () => {
    expect(counter().show(1, 500, null)).to.equal('500 tickets');
  });

  it('is silent where nobody watches', () => {
    const { show, said } = counter(false);
    show(1, 1, 2);
    expect(said).to.deep.equal([]);
  });
});
