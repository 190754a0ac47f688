import { expect } from 'chai';
import { markdownTable } from '../../../../../src/cli/onboard/schema/markdown-table.ts';

describe('markdownTable', () => {
  it('keeps a bar or a line end in a cell from ending it', () => {
    const table = markdownTable(['a', 'b'], [['`git|jira`', 'one\ntwo']]);
    expect(table).to.equal('| a | b |\n|---|---|\n| `git\\|jira` | one two |');
  });
});
