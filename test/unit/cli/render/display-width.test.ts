import { expect } from 'chai';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { cutToWidth, displayWidth, padToWidth } from '../../../../src/cli/render/display-width.ts';

const COLUMNS: Readonly<Record<string, number>> = {
  plain: 5,
  Größe: 5,
  'e\u0301': 1,
  Привет: 6,
  日本語: 6,
  한국어: 6,
  ﾊﾝｶｸ: 4,
  '，。': 4,
  '👩‍💻': 2,
  '🫠': 2,
  '❤️': 2,
  '🇩🇪🇯🇵': 4,
  'a\u200bb\u00adc': 3,
  '\u001b[32mgreen\u001b[39m': 5,
};

describe('the width of a text on a terminal', () => {
  it('counts columns, not characters', () => {
    const counted = Object.keys(COLUMNS).map((text) => [text, displayWidth(text)]);
    expect(Object.fromEntries(counted)).to.deep.equal(COLUMNS);
  });

  it('is the same by the short way as by the long one', () => {
    const letter = fc.integer({ min: 0x20, max: 0x5ff }).filter((code) => code < 0x7f || code > 0x9f);
    fc.assert(
      fc.property(fc.array(letter), (codes) => {
        const text = String.fromCodePoint(...codes);
        expect(displayWidth(text)).to.equal(stringWidth(text));
      }),
    );
  });

  it('is never more than what was asked for where a text is cut, and no letter is cut in two', () => {
    expect(cutToWidth('日本語', 4)).to.equal('日…');
    expect(cutToWidth('日本語', 6)).to.equal('日本語');
    expect(cutToWidth('ab👩‍💻cd', 4)).to.equal('ab…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 12 }), (text, width) => {
        expect(displayWidth(cutToWidth(text, width))).to.be.at.most(width);
      }),
    );
  });

  it('is filled up with blanks', () => {
    expect([padToWidth('日本', 6), padToWidth('日本語', 4)]).to.deep.equal(['日本  ', '日本語']);
  });
});
