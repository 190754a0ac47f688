import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openTicketClone } from '../../../../src/cli/clone-reader/open-ticket-clone.ts';
import { readTicket } from '../../../../src/cli/clone-reader/read-ticket.ts';
import { readTicketHeads } from '../../../../src/cli/clone-reader/read-ticket-heads.ts';
import { readWorklogs } from '../../../../src/cli/clone-reader/read-worklogs.ts';
import { makeTemporaryClone, type TemporaryClone, ticketText } from '../temporary-clone.ts';

describe('the clone reader', () => {
  let clone: TemporaryClone;
  beforeEach(() => {
    clone = makeTemporaryClone();
  });
  afterEach(() => clone.remove());
  const heads = async () => readTicketHeads(await openTicketClone(clone.folder));

  it('reads tickets in the order of their numbers, with those that Jira does not know yet behind', async () => {
    for (const key of ['APP-10', 'APP-9', 'new', 'APP-OFFLINE-12', 'AB-3'])
      clone.write(`issues/${key}.md`, ticketText([`title: ${key}`]));
    expect((await heads()).tickets.map(({ key }) => key)).to.deep.equal([
      'AB-3',
      'APP-9',
      'APP-10',
      'APP-OFFLINE-12',
      'new',
    ]);
  });

  it('tells of a broken file by its line and goes on with the others', async () => {
    clone.write('issues/APP-1.md', ticketText(['title: One', 'due: soon', 'status: "Done"']));
    clone.write('issues/APP-2.md', ticketText(['title: [broken']));
    clone.write('issues/APP-3.md', 'no ticket');
    clone.write('issues/APP-4.md', Uint8Array.from([45, 45, 45, 10, 0xff, 0xfe]));
    clone.write('issues/APP-5.md', ticketText(['title: Five']));
    const { tickets, problems } = await heads();
    expect(tickets.map(({ key, values }) => [key, values.title])).to.deep.equal([
      ['APP-1', 'One'],
      ['APP-5', 'Five'],
    ]);
    expect(problems.map(({ path, line }) => [path, line])).to.deep.equal([
      ['issues/APP-1.md', 3],
      ['issues/APP-2.md', 3],
      ['issues/APP-3.md', 1],
      ['issues/APP-4.md', 1],
    ]);
  });

  it('follows no link and takes no folder for a ticket', async () => {
    clone.write('issues/APP-1.md', ticketText(['title: One']));
    symlinkSync('/etc/passwd', join(clone.folder, 'issues', 'APP-2.md'));
    mkdirSync(join(clone.folder, 'issues', 'APP-3.md'));
    const { tickets, problems } = await heads();
    expect(tickets).to.have.lengthOf(1);
    expect(problems.map(({ path, reason }) => `${path} ${reason}`)).to.deep.equal([
      'issues/APP-2.md links are not followed; put the file itself here',
    ]);
  });

  it('finds a ticket by its key in any case, by its number, and by the name of its file, and makes no path of it', async () => {
    clone.write('issues/APP-12.md', ticketText(['title: Twelve']));
    clone.write('issues/new idea.md', ticketText(['title: Idea']));
    const opened = await openTicketClone(clone.folder);
    for (const name of ['APP-12', 'app-12', '12']) expect(readTicket(opened, name).doc.values.title).to.equal('Twelve');
    expect(readTicket(opened, 'new idea').key).to.equal('new idea');
    expect(() => readTicket(opened, '../.tract/config')).to.throw('there is no ticket ../.tract/config');
    expect(() => readTicket(opened, 'APPS-12')).to.throw('did you mean "APP-12"?');
    expect(() => readTicket(opened, 'APP-13')).to.throw('there is no ticket APP-13 in this clone; `git pull` may');
  });

  it('counts an entry once that a union merge left twice, the later words of one id, and tells of lines of a conflict', async () => {
    const line = (members: object) =>
      `${JSON.stringify({ issue: 'APP-1', author: 'anna', time: '2h', started: '2026-02-14T09:00:00Z', ...members })}\n`;
    clone.write(
      'worklogs/2026-02.jsonl',
      line({}) +
        line({}) +
        line({ id: 'a' }) +
        line({ id: 'b', time: '1h' }) +
        line({ id: 'b', time: '3h' }) +
        '<<<<<<< HEAD\n{nonsense\n',
    );
    const { worklogs, problems } = readWorklogs(await openTicketClone(clone.folder));
    expect(worklogs.map(({ id, seconds }) => [id, seconds])).to.deep.equal([
      [null, 7200],
      ['a', 7200],
      ['b', 10_800],
    ]);
    expect(problems.map(({ path, line }) => [path, line])).to.deep.equal([
      ['worklogs/2026-02.jsonl', 6],
      ['worklogs/2026-02.jsonl', 7],
    ]);
  });

  it('reads a repository without users, tickets or worklogs', async () => {
    const empty = makeTemporaryClone({ '.tract/users.yaml': '' });
    try {
      const opened = await openTicketClone(empty.folder);
      expect([readTicketHeads(opened).tickets, readWorklogs(opened).worklogs, opened.people.list]).to.deep.equal([
        [],
        [],
        [],
      ]);
    } finally {
      empty.remove();
    }
  });
});
