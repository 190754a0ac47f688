import { expect } from 'chai';
import fc from 'fast-check';
import { displayWidth } from '../../../../src/cli/render/display-width.ts';
import { wrapLine, wrapMarkdown } from '../../../../src/cli/render/wrap-markdown.ts';

const JAPANESE =
  'これは非常に長い説明文です。空白がまったくないので、どこで折り返すかが問題になります（端末の幅は狭い）。';

describe('wrapLine', () => {
  it('breaks between words, and indents below the sign of a list', () => {
    expect(wrapLine('- one two three four', 10)).to.deep.equal(['- one two', '  three', '  four']);
    expect(wrapLine('> one two three', 9)).to.deep.equal(['> one two', '> three']);
  });

  it('leaves an address whole, so that it can be copied', () => {
    const address = 'https://jira.example.com/browse/APP-1?and=more';
    expect(wrapLine(`See ${address} there`, 20)).to.deep.equal(['See', address, 'there']);
  });

  it('breaks text without spaces within the width, and begins no line with what closes', () => {
    for (let width = 8; width < 40; width++) {
      const lines = wrapLine(JAPANESE, width);
      expect(lines.join('')).to.equal(JAPANESE);
      for (const line of lines) {
        expect(displayWidth(line), line).to.be.at.most(width);
        expect(line)
          .to.not.match(/^[。、）]/u)
          .and.not.match(/（$/u);
      }
    }
  });

  it('keeps words of narrow letters whole among wide ones', () => {
    const lines = wrapLine('電池がfirmware1.4で切れるという報告が三件あります', 16);
    expect(lines.filter((line) => line.includes('firmware1.4'))).to.have.length(1);
  });

  it('loses nothing but the blanks at which it breaks, whatever the text', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), { maxLength: 20 });
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 60 }), (given, width) => {
        const line = `x${given.join(' ')}`;
        expect(wrapLine(line, width).join('').replace(/\s/gu, '')).to.equal(line.replace(/\s/gu, ''));
      }),
    );
  });

  it('takes a long line of wide letters in its stride', () => {
    const long = '漢'.repeat(20_000);
    expect(wrapLine(long, 80)).to.have.length(500);
  });
});

describe('wrapMarkdown', () => {
  it('keeps the lines of code and tables', () => {
    const code = `    ${'x '.repeat(40)}`;
    expect(wrapMarkdown(`${code}\n| ${'a '.repeat(30)}|`, 20)).to.deep.equal([code, `| ${'a '.repeat(30)}|`]);
  });
});
