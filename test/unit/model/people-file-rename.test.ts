import { expect } from 'chai';
import type { Person } from '../../../src/model/people.ts';
import { renameInUsersFile } from '../../../src/model/people-file-rename.ts';

const person = (handle: string, jiraName: string): Person => ({
  handle,
  jiraName,
  flavor: 'server',
  displayName: null,
});

describe('renameInUsersFile', () => {
  it('changes the line of that person, and no other byte', () => {
    const file = '# ours\r\njane: jane\r\njanet: {name: janet}\r\n';
    expect(renameInUsersFile(file, person('jane', 'jane.smith'))).to.equal(
      '# ours\r\njane: {name: jane.smith}\r\njanet: {name: janet}\r\n',
    );
  });

  it('finds a quoted handle, and quotes a name that YAML would read otherwise', () => {
    expect(renameInUsersFile('"jane": jane\n', person('jane', 'a, b'))).to.equal('jane: {name: "a, b"}\n');
  });

  it('leaves an entry of several lines, and somebody who is not there', () => {
    const file = 'jane:\n  name: jane\n';
    expect(renameInUsersFile(file, person('jane', 'jane.smith'))).to.equal(file);
    expect(renameInUsersFile(file, person('john', 'john.smith'))).to.equal(file);
  });

  it('gives nobody a name that another entry has', () => {
    const file = 'jane: jane\njohn: john\n';
    expect(renameInUsersFile(file, person('jane', 'john'))).to.equal(file);
  });
});
