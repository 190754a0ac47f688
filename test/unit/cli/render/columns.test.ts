import { expect } from 'chai';
import { columns } from '../../../../src/cli/render/columns.ts';
import { displayWidth } from '../../../../src/cli/render/display-width.ts';

describe('columns', () => {
  it('stand below each other, whatever letters and colors are in them', () => {
    const rows = [
      ['APP-1', 'assignee', 'x'],
      ['日本語', '担当者', 'x'],
      ['🫠 👩‍💻', '\u001b[32mok\u001b[39m', 'x'],
    ];
    const starts = columns(rows, null).map((line) => displayWidth(line.slice(0, line.lastIndexOf('x'))));
    expect(starts).to.deep.equal([18, 18, 18]);
  });

  it('wrap the last one between words at the width of the terminal, and keep a word whole that can be copied', () => {
    const url = `https://jira.example.com/browse/${'A'.repeat(40)}-1`;
    expect(columns([['fix', `open the page ${url} in a browser`]], 30)).to.deep.equal([
      'fix  open the page',
      `     ${url}`,
      '     in a browser',
    ]);
    expect(columns([['漢字', 'one two three four five six']], 30)).to.deep.equal([
      '漢字  one two three four five',
      '      six',
    ]);
    expect(columns([['a'.repeat(40), 'one two three four five six']], 30)[0]).to.match(/a {2}one two three four$/);
  });

  it('are as long as they come where there is no terminal, and nothing where there are no rows', () => {
    const long = 'word '.repeat(100).trim();
    expect(columns([['a', long]], null)).to.deep.equal([`a  ${long}`]);
    expect(columns([['a', '']], 80)).to.deep.equal(['a']);
    expect(columns([], 80)).to.deep.equal([]);
  });

  it('may be missing in a row', () => {
    expect(columns([['a', 'b', 'c'], ['longer']], 80)).to.deep.equal(['a       b  c', 'longer']);
  });
});
