import { expect } from 'chai';
import { Version2Client, Version3Client } from 'jira.js';
import type { Emulator } from '../../../src/emulator/start-emulator.ts';
import { type Shape, startSite } from '../../unit/emulator/emulator-caller.ts';

const paragraph = (text: string) => ({
  type: 'doc' as const,
  version: 1 as const,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

describe('jira.js, a client that is not ours, works with the emulator', () => {
  let jira: Emulator;

  afterEach(() => jira.close());

  it('speaking v3 to Cloud: create, edit, transition, comment, log, link, search, delete', async () => {
    jira = await startSite({ personality: 'cloud', worklogFeedDelayMs: 0 });
    const authentication = { basic: { email: 'tract@example.com', apiToken: 'secret' } };
    const client = new Version3Client({ host: jira.url, authentication });
    expect((await client.serverInfo.getServerInfo()).deploymentType).to.equal('Cloud');
    expect((await client.myself.getCurrentUser()).displayName).to.equal('Tract Sync');

    const fields = {
      project: { key: 'APP' },
      issuetype: { name: 'Task' },
      summary: 'One',
      description: paragraph('Text'),
    };
    const { key } = await client.issues.createIssue({ fields });
    const other = await client.issues.createIssue({ fields: { ...fields, summary: 'Two' } });
    await client.issues.editIssue({
      issueIdOrKey: key,
      fields: { labels: ['a'] },
      update: { components: [{ add: { name: 'api' } }] },
    });
    const { transitions } = await client.issues.getTransitions({ issueIdOrKey: key });
    await client.issues.doTransition({ issueIdOrKey: key, transition: { id: transitions?.[0]?.id ?? '' } });
    await client.issueComments.addComment({ issueIdOrKey: key, comment: paragraph('Said') });
    await client.issueWorklogs.addWorklog({ issueIdOrKey: key, timeSpentSeconds: 3600, comment: paragraph('Done') });
    await client.issueLinks.linkIssues({
      type: { name: 'Blocks' },
      inwardIssue: { key },
      outwardIssue: { key: other.key },
    });

    const issue = await client.issues.getIssue({ issueIdOrKey: key });
    expect(issue.fields.status.name).to.equal('In Progress');
    expect(issue.fields.labels).to.deep.equal(['a']);
    expect(issue.fields.components.map((each) => each.name)).to.deep.equal(['api']);
    expect(issue.fields.comment.comments).to.have.length(1);
    expect(issue.fields.issuelinks[0]?.outwardIssue?.key).to.equal(other.key);
    expect((await client.issueWorklogs.getIssueWorklog({ issueIdOrKey: key })).worklogs[0]?.timeSpent).to.equal('1h');
    expect((await client.issueWorklogs.getIdsOfWorklogsModifiedSince({ since: 0 })).values).to.have.length(1);
    const page = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
      jql: 'project = APP ORDER BY key',
      maxResults: 1,
      fields: ['summary'],
    });
    expect(page.issues?.[0]?.fields.summary).to.equal('One');
    expect(page.nextPageToken).to.be.a('string');
    await client.issues.deleteIssue({ issueIdOrKey: other.key });
    expect(jira.world.issues.size).to.equal(1);
  });

  it('speaking v2 to Server: create, edit, transition with a resolution, comment, log, search', async () => {
    jira = await startSite({ personality: 'server' });
    const client = new Version2Client({
      host: jira.url,
      authentication: { basic: { email: 'tract', apiToken: 'secret' } },
    });
    const fields = { project: { key: 'APP' }, issuetype: { name: 'Bug' }, summary: 'One', description: 'h1. Text' };
    const { key } = await client.issues.createIssue({ fields });
    await client.issues.editIssue({
      issueIdOrKey: key,
      fields: { summary: 'Renamed', assignee: { name: 'ben' } as never },
    });
    const { transitions } = await client.issues.getTransitions({ issueIdOrKey: key, expand: 'transitions.fields' });
    const close = transitions?.find((each) => each.to?.name === 'Closed');
    expect((close?.fields as Shape | undefined)?.resolution?.required).to.equal(true);
    await client.issues.doTransition({
      issueIdOrKey: key,
      transition: { id: close?.id ?? '' },
      fields: { resolution: { name: 'Done' } },
    });
    const comment = await client.issueComments.addComment({ issueIdOrKey: key, comment: 'Said' });
    await client.issueComments.updateComment({ issueIdOrKey: key, id: comment.id ?? '', comment: 'Said better' });
    await client.issueWorklogs.addWorklog({ issueIdOrKey: key, timeSpent: '1h 30m' });

    const issue = await client.issues.getIssue({ issueIdOrKey: key, expand: 'changelog' });
    expect(issue.fields.summary).to.equal('Renamed');
    expect(issue.fields.resolution?.name).to.equal('Done');
    const said = jira.world.issues.find(key)?.comments.map((each) => each.body);
    expect(said).to.deep.equal(['Said better']);
    expect(issue.fields.worklog.worklogs[0]?.timeSpentSeconds).to.equal(5400);
    expect(issue.changelog?.histories?.length).to.equal(3);
    const found = await client.issueSearch.searchForIssuesUsingJqlPost({ jql: 'status = Closed AND assignee = ben' });
    expect(found.issues?.map((each) => each.key)).to.deep.equal([key]);
  });
});
