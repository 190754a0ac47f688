import { expect } from 'chai';
import type { Emulator } from '../../../src/emulator/start-emulator.ts';
import { callerOf, type Shape, startSite } from '../../unit/emulator/emulator-caller.ts';
import { areRecordingsThere, type Comparison, differences, recorded } from './recordings.ts';

type Personality = 'server' | 'cloud';
type Row = readonly [
  what: string,
  ours: (issue: Shape) => unknown,
  recordings: () => readonly unknown[],
  comparison?: Comparison,
];

const serverIssue = () => recorded('osidb__http-dc-get-issue.json').response?.body as Shape;
const cloudIssue = () => recorded('osidb__http-cloud-get-issue-v2.json').response?.body as Shape;
const list = (value: unknown) => value as readonly Shape[];
const first = (value: unknown) => list(value)[0] as Shape;
const rows = (file: string) => list(recorded(file)).map((row) => row.data as Shape);

const server: readonly Row[] = [
  ['user', (issue) => issue.fields?.reporter, () => [serverIssue().fields?.reporter]],
  ['status', (issue) => issue.fields?.status, () => [serverIssue().fields?.status]],
  ['issue type', (issue) => issue.fields?.issuetype, () => [serverIssue().fields?.issuetype]],
  ['priority', (issue) => issue.fields?.priority, () => [serverIssue().fields?.priority]],
  ['project', (issue) => issue.fields?.project, () => [serverIssue().fields?.project], { varies: /projectCategory/ }],
  [
    'version',
    (issue) => first(issue.fields?.fixVersions),
    () => list(serverIssue().fields?.fixVersions),
    { varies: /description|releaseDate/ },
  ],
  ['component', (issue) => first(issue.fields?.components), () => list(serverIssue().fields?.components)],
  [
    'link',
    (issue) => first(issue.fields?.issuelinks),
    () => list(serverIssue().fields?.issuelinks),
    { varies: /wardIssue/ },
  ],
  [
    'linked issue',
    (issue) => first(issue.fields?.issuelinks).outwardIssue,
    () => [first(serverIssue().fields?.issuelinks).inwardIssue],
  ],
  [
    'comment',
    (issue) => first(issue.fields?.comment?.comments),
    () => [recorded('osidb__http-dc-post-comment-201.json').response?.body],
  ],
  [
    'page of comments',
    (issue) => issue.fields?.comment,
    () => [serverIssue().fields?.comment],
    { varies: /visibility/ },
  ],
  ['page of worklogs', (issue) => ({ ...issue.fields?.worklog, worklogs: [] }), () => [serverIssue().fields?.worklog]],
  ['option', (issue) => issue.fields?.customfield_10106, () => [first(serverIssue().fields?.customfield_12311640)]],
  ['user picker', (issue) => issue.fields?.customfield_10108, () => [serverIssue().fields?.customfield_12310080]],
];

const cloud: readonly Row[] = [
  [
    'user',
    (issue) => issue.fields?.reporter,
    () => [cloudIssue().fields?.reporter, ...rows('devlake__users.json')],
    { varies: /emailAddress/ },
  ],
  ['status', (issue) => issue.fields?.status, () => [cloudIssue().fields?.status]],
  ['issue type', (issue) => issue.fields?.issuetype, () => [cloudIssue().fields?.issuetype]],
  ['priority', (issue) => issue.fields?.priority, () => [cloudIssue().fields?.priority]],
  ['project', (issue) => issue.fields?.project, () => [cloudIssue().fields?.project], { varies: /projectCategory/ }],
  [
    'version',
    (issue) => first(issue.fields?.fixVersions),
    () => list(cloudIssue().fields?.fixVersions),
    { varies: /description|releaseDate/ },
  ],
  [
    'component',
    (issue) => first(issue.fields?.components),
    () => list(cloudIssue().fields?.components),
    { varies: /description/ },
  ],
  [
    'comment',
    (issue) => first(issue.fields?.comment?.comments),
    () => list(cloudIssue().fields?.comment?.comments),
    { varies: /emailAddress/ },
  ],
  [
    'page of comments',
    (issue) => ({ ...issue.fields?.comment, comments: [] }),
    () => [cloudIssue().fields?.comment],
    { varies: /comments\[\]/ },
  ],
  ['worklog', (issue) => first(issue.fields?.worklog?.worklogs), () => rows('devlake__worklogs.json')],
  ['option', (issue) => issue.fields?.customfield_10106, () => [cloudIssue().fields?.customfield_10860]],
];

async function wholeIssue(personality: Personality): Promise<{ readonly jira: Emulator; readonly issue: Shape }> {
  const jira = await startSite({ personality });
  const anna = jira.as('anna');
  anna.createIssue('APP', 'Task', {
    summary: 'First',
    components: [{ name: 'api' }],
    fixVersions: [{ name: '1.0' }],
    labels: ['a'],
    customfield_10106: { value: 'Major' },
    customfield_10108: personality === 'cloud' ? { accountId: jira.admin.user('ben').accountId } : { name: 'ben' },
  });
  anna.createIssue('APP', 'Story', { summary: 'Second' });
  anna.link('Relates', 'APP-1', 'APP-2');
  anna.comment('APP-1', 'A comment');
  anna.logWork('APP-1', { timeSpent: '2h', comment: 'Work' });
  const { body } = await callerOf(jira)('GET', '2/issue/APP-1');
  return { jira, issue: body };
}

for (const [personality, table] of [
  ['server', server],
  ['cloud', cloud],
] as const) {
  describe(`the ${personality} personality shows things in the shape that real sites were recorded to show`, () => {
    let jira: Emulator;
    let issue: Shape;

    before(async function () {
      if (!areRecordingsThere) {
        console.log('      skipped: ../shared/jira/recorded is not there');
        this.skip();
      }
      ({ jira, issue } = await wholeIssue(personality));
    });

    after(() => jira?.close());

    for (const [what, ours, recordings, comparison] of table) {
      it(what, () => {
        expect(differences(ours(issue), recordings(), comparison)).to.deep.equal([]);
      });
    }
  });
}
