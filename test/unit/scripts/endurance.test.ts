import { expect } from 'chai';
import { renderChart } from '../../../scripts/endurance/chart.ts';
import { figuresOf, renderTable, type Series } from '../../../scripts/endurance/series.ts';

const GROWING: Series = {
  title: 'Memory <MB>',
  unit: 'MB',
  points: [
    [0, 100],
    [1800, 110],
    [3600, 120],
  ],
};

describe('the figures of a soak', () => {
  it('tell what is usual, what was the most, and how it grows in an hour', () => {
    const { slope, ...others } = figuresOf(GROWING);
    expect(others).to.deep.equal({ min: 100, median: 110, max: 120, end: 120 });
    expect(slope).to.be.closeTo(20, 1e-9);
  });

  it('are nought where nothing was seen', () => {
    const empty = { title: 'Lag', unit: 's', points: [] };
    expect(figuresOf(empty)).to.deep.equal({ min: 0, median: 0, max: 0, end: 0, slope: 0 });
    expect(renderChart([empty], 'Nothing'))
      .to.include('<polyline')
      .and.not.include('NaN');
  });

  it('make a table whose columns stand below one another, and a chart in which no title is markup', () => {
    const lines = renderTable([GROWING]).split('\n');
    expect(new Set(lines.map(({ length }) => length)).size).to.equal(1);
    expect(renderChart([GROWING], 'A & B'))
      .to.include('Memory &lt;MB> (MB)')
      .and.include('A &amp; B');
  });
});
