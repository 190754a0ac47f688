import { closeSync, fstatSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { failedError } from '../../../src/cli/cli-error.ts';
import { leadsToJournal } from '../../../src/cli/journal.ts';
import { reportError } from '../../../src/cli/report-error.ts';

describe("what goes to systemd's journal", () => {
  let folder: string;
  let fd: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tract-'));
    fd = openSync(join(folder, 'out'), 'w');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is known by the device and the inode, so that output led elsewhere is as ever', () => {
    const { dev, ino } = fstatSync(fd);
    expect(leadsToJournal(fd, { JOURNAL_STREAM: `${dev}:${ino}` })).to.equal(true);
    expect(leadsToJournal(fd, { JOURNAL_STREAM: `${dev}:${ino + 1}` })).to.equal(false);
    expect(leadsToJournal(fd, {})).to.equal(false);
    closeSync(fd);
    expect(leadsToJournal(fd, { JOURNAL_STREAM: `${dev}:${ino}` })).to.equal(false);
  });

  it('has an error as the priority of what ends a command', () => {
    const told = (errIsJournal: boolean) => {
      let text = '';
      const err = (more: string) => {
        text += more;
      };
      reportError(failedError('nothing goes'), { err, errIsJournal }, false);
      return text;
    };
    expect([told(true), told(false)]).to.deep.equal(['<3>tract: nothing goes\n', 'tract: nothing goes\n']);
  });
});
