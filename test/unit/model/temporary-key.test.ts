import { expect } from 'chai';
import fc from 'fast-check';
import { isRenamed, renameTemporaryKeys, temporaryKeys } from '../../../src/model/temporary-key.ts';

const KEY = 'APP-OFFLINE-1f3c';
const rename = (text: string) => renameTemporaryKeys(text, new Map([[KEY, 'APP-7']]));

describe('temporary keys in a text', () => {
  it('are whole words', () => {
    const text = `${KEY}, (${KEY}) "${KEY}" issues/${KEY}.md ${KEY}- ${KEY}--x`;
    expect(rename(text)).to.equal(`APP-7, (APP-7) "APP-7" issues/APP-7.md APP-7- ${KEY}--x`);
    const others = `X${KEY} X-${KEY} _${KEY} é${KEY} ${KEY}a ${KEY}-2 ${KEY}_ ${KEY}é ${KEY.toLowerCase()} 𝒳${KEY}`;
    expect(rename(others)).to.equal(others);
  });

  it('are found once each', () => {
    expect(temporaryKeys(`${KEY} TB_2-OFFLINE-a ${KEY}`)).to.deep.equal([KEY, 'TB_2-OFFLINE-a']);
    expect(temporaryKeys('APP-1 OFFLINE-1 A-OFFLINE-1')).to.deep.equal([]);
  });

  it('are renamed wherever they stand, and nothing else is', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(' ', '\r\n', KEY, 'APP-OFFLINE-', '-', '_', 'é'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const renamed = rename(text);
        expect(temporaryKeys(renamed)).to.not.include(KEY);
        if (!temporaryKeys(text).includes(KEY)) expect(renamed).to.equal(text);
        expect(renamed.replaceAll('APP-7', '')).to.have.lengthOf.at.most(text.length);
      }),
    );
  });

  it('are all that a renaming changes', () => {
    const before = `Waits for ${KEY}, TB_2-OFFLINE-a and ${KEY}.`;
    expect(isRenamed(before, 'Waits for APP-57, TB_2-OFFLINE-a and APP-57.')).to.equal(true);
    expect(isRenamed(before, 'Waits for APP-57, TB_2-1 and APP-57.')).to.equal(true);
    expect(isRenamed(before, 'Waits for APP-57, TB_2-1 and APP-58.')).to.equal(false);
    expect(isRenamed(before, 'Waited for APP-57, TB_2-1 and APP-57.')).to.equal(false);
    expect(isRenamed(before, before)).to.equal(false);
    expect(isRenamed('nothing', 'nothing')).to.equal(false);
  });

  it('are found in time however a text tries to prevent it', () => {
    const texts = [
      'A'.repeat(200_000),
      'AB-OFFLINE-'.repeat(20_000),
      `AB-OFFLINE-${'-'.repeat(200_000)}`,
      'AB-OFFLINE-a-'.repeat(20_000),
    ];
    for (const text of texts) expect(temporaryKeys(text)).to.have.lengthOf.at.most(1);
  });
});
