import { expect } from 'chai';
import { renderTicketFile } from '../../../src/model/ticket-file.ts';
import { isSpoilt } from '../../support/simulation/spoilt-merge.ts';
import { World } from '../../support/world.ts';

describe('a merge by lines, as people of the simulation see it', () => {
  const { format } = new World();

  function file(...said: readonly (readonly [author: string, body: string])[]): string {
    const comments = said.map(([author, body]) => ({ author, at: null, body }));
    return renderTicketFile({ values: { title: 'One' }, texts: {}, comments }, format);
  }

  const [mine, theirs] = [file(['john', 'w1x'], ['john', 'w2x']), file(['branch', 'w3x'])];

  it('is spoilt where somebody says what another one said', () => {
    expect(isSpoilt(file(['branch', 'w1x'], ['john', 'w2x']), [mine, theirs], format)).to.equal(true);
  });

  it('is sound where one clone edits a comment whose author has another name by now', () => {
    const [edited, renamed] = [file(['ann', 'w1x\n\nw4x']), file(['ann-5', 'w1x'])];
    expect(isSpoilt(file(['ann-5', 'w1x\n\nw4x']), [edited, renamed], format)).to.equal(false);
  });

  it('is sound where all comments are of one of the clones', () => {
    expect(isSpoilt(file(['branch', 'w3x'], ['john', 'w2x']), [mine, theirs], format)).to.equal(false);
  });

  it('is spoilt where what somebody said stands in the description', () => {
    const without = renderTicketFile({ values: { title: 'One' }, texts: { description: 'w5x' }, comments: [] }, format);
    expect(isSpoilt(`${without}\n**john**\n\nw1x\n`, [mine, without], format)).to.equal(true);
    expect(isSpoilt(without, [mine, without], format)).to.equal(false);
  });
});
