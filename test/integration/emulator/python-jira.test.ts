import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/start-emulator.ts';
import { startSite } from '../../unit/emulator/emulator-caller.ts';

const run = promisify(execFile);
const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('python-jira.py', import.meta.url));

describe("Debian's python3-jira, a client that is not ours, works with the emulator", () => {
  let jira: Emulator | undefined;

  before(async function () {
    const there = await run(python, ['-c', 'import jira']).then(
      () => true,
      () => false,
    );
    if (there) return;
    console.log('      skipped: python3-jira is not installed (apt-get install python3-jira)');
    this.skip();
  });

  after(() => jira?.close());

  it('creates, edits, transitions, comments, logs, links, searches and deletes on Server', async () => {
    jira = await startSite({ personality: 'server' });
    const { stdout } = await run(python, [script, jira.url]);
    expect(JSON.parse(stdout)).to.deep.equal({
      me: 'Tract Sync',
      projects: ['APP'],
      summary: 'Renamed',
      labels: ['a'],
      components: ['api'],
      assignee: 'ben',
      status: 'Closed',
      resolution: 'Done',
      comments: ['Said better'],
      worklogs: [10_800],
      blocks: ['APP-2'],
      changed: [
        'Component',
        'Link',
        'WorklogId',
        'assignee',
        'labels',
        'resolution',
        'status',
        'summary',
        'timeestimate',
        'timespent',
      ],
      found: ['APP-1', 'APP-2'],
      fields: true,
      gone: [404, 'Issue Does Not Exist'],
    });
  }).timeout(60_000);
});
