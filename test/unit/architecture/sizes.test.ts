import { expect } from 'chai';
import { findLongFiles, findLongFunctions } from './sizes.ts';
import { readSourceTree, sourceTree } from './source-file.ts';

function linesOf(count: number, line: string): string {
  return `${line}\n`.repeat(count);
}

describe('the sizes of the source', () => {
  it('keep every file readable at once', () => {
    expect(findLongFiles(readSourceTree('.'))).to.deep.equal([]);
  });

  it('keep every function on a screen or two', () => {
    expect(findLongFunctions(readSourceTree('.'))).to.deep.equal([]);
  });

  it('tell of a file of 251 lines, not of one of 250', () => {
    const tree = sourceTree({
      'src/model/long.ts': linesOf(251, 'use();'),
      'src/model/full.ts': linesOf(250, 'use();'),
    });
    expect(findLongFiles(tree)).to.deep.equal(['src/model/long.ts has 251 lines; 250 are the limit: split it']);
  });

  it('tell of a function of 71 lines, not of one of 70', () => {
    const long = `\nfunction long() {\n${linesOf(69, 'use();')}}`;
    const full = `const full = () => {\n${linesOf(68, 'use();')}};`;
    expect(findLongFunctions(sourceTree({ 'src/model/a.ts': `${full}${long}` }))).to.deep.equal([
      'src/model/a.ts:71 has a function of 71 lines; 70 are the limit',
    ]);
  });

  it('count functions in a function by themselves', () => {
    const inner = `const inner = () => {\n${linesOf(50, 'use();')}};\n`;
    const tree = sourceTree({ 'src/model/a.ts': `function outer() {\n${inner}${inner}}` });
    expect(findLongFunctions(tree)).to.deep.equal([]);
  });
});
