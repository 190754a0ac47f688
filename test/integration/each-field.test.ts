import { expect } from 'chai';
import type { Value } from '../../src/model/value.ts';
import { EmulatedProject } from '../support/emulated-project.ts';

type Personality = 'server' | 'cloud';
type Raw = Readonly<Record<string, unknown>>;

/** A field, a value a developer writes and what Jira then shows of it, a value a manager enters and what git then says. */
type Case = {
  readonly field: string;
  readonly git: Value;
  readonly shown: (raw: Raw) => unknown;
  readonly jira: Raw;
  readonly read: Value;
};

const CUSTOM = `fields:
  points: { id: customfield_10016 }
  sprint: { id: customfield_10020 }
  customer: { id: customfield_10101, kind: string }
  value: { id: customfield_10103, kind: number }
  start: { id: customfield_10104, kind: date }
  deployed: { id: customfield_10105, kind: datetime }
  severity: { id: customfield_10106, kind: option }
  platforms: { id: customfield_10107, kind: multi-option }
  reviewer: { id: customfield_10108, kind: user }
  stakeholders: { id: customfield_10109, kind: multi-user }
  tags: { id: customfield_10110, kind: labels }
  location: { id: customfield_10111, kind: cascading }
  acceptance: { id: customfield_10102, kind: text }
`;

const names = (value: unknown) => (Array.isArray(value) ? value.map((each) => each.name ?? each.value ?? each) : value);
const name = (value: unknown) => (value as { name?: string } | null)?.name ?? null;
const optionOf = (value: unknown) => (value as { value?: string } | null)?.value ?? null;

function cases(user: (name: string) => Raw, epicId: string): readonly Case[] {
  const userOf = (value: unknown) => {
    const { name: username, accountId } = (value ?? {}) as { name?: string; accountId?: string };
    return accountId === undefined ? { name: username } : { accountId };
  };
  return [
    { field: 'title', git: 'By git', shown: (raw) => raw.summary, jira: { summary: 'By Jira' }, read: 'By Jira' },
    {
      field: 'type',
      git: 'Bug',
      shown: (raw) => name(raw.issuetype),
      jira: { issuetype: { name: 'Story' } },
      read: 'Story',
    },
    {
      field: 'priority',
      git: 'High',
      shown: (raw) => name(raw.priority),
      jira: { priority: { name: 'Low' } },
      read: 'Low',
    },
    {
      field: 'assignee',
      git: 'jane',
      shown: (raw) => userOf(raw.assignee),
      jira: { assignee: user('john') },
      read: 'john',
    },
    {
      field: 'due',
      git: '2026-03-01',
      shown: (raw) => raw.duedate,
      jira: { duedate: '2026-04-02' },
      read: '2026-04-02',
    },
    { field: 'epic', git: 'APP-1', shown: (raw) => keyOf(raw[epicId]), jira: epicWire(epicId, 'APP-2'), read: 'APP-2' },
    {
      field: 'sprint',
      git: 'Sprint 1',
      shown: (raw) => sprintName(raw.customfield_10020),
      jira: { customfield_10020: 2 },
      read: 'Sprint 2',
    },
    { field: 'points', git: 5, shown: (raw) => raw.customfield_10016, jira: { customfield_10016: 8 }, read: 8 },
    {
      field: 'components',
      git: ['api'],
      shown: (raw) => names(raw.components),
      jira: { components: [{ name: 'api' }, { name: 'web' }] },
      read: ['api', 'web'],
    },
    {
      field: 'labels',
      git: ['red'],
      shown: (raw) => raw.labels,
      jira: { labels: ['red', 'tall'] },
      read: ['red', 'tall'],
    },
    {
      field: 'fixVersions',
      git: ['1.0'],
      shown: (raw) => names(raw.fixVersions),
      jira: { fixVersions: [{ name: '2.0' }] },
      read: ['2.0'],
    },
    {
      field: 'versions',
      git: ['1.0'],
      shown: (raw) => names(raw.versions),
      jira: { versions: [{ name: '2.0' }] },
      read: ['2.0'],
    },
    {
      field: 'estimate',
      git: 7200,
      shown: (raw) => (raw.timetracking as Raw).originalEstimateSeconds,
      jira: { timetracking: { originalEstimate: '4h', remainingEstimate: '3h' } },
      read: 14_400,
    },
    {
      field: 'remaining',
      git: 3600,
      shown: (raw) => (raw.timetracking as Raw).remainingEstimateSeconds,
      jira: { timetracking: { remainingEstimate: '30m' } },
      read: 1800,
    },
    {
      field: 'customer',
      git: 'ACME',
      shown: (raw) => raw.customfield_10101,
      jira: { customfield_10101: 'Initech' },
      read: 'Initech',
    },
    { field: 'value', git: 1.5, shown: (raw) => raw.customfield_10103, jira: { customfield_10103: 40 }, read: 40 },
    {
      field: 'start',
      git: '2026-05-01',
      shown: (raw) => raw.customfield_10104,
      jira: { customfield_10104: '2026-06-01' },
      read: '2026-06-01',
    },
    {
      field: 'deployed',
      git: '2026-05-01T10:00:00Z',
      shown: (raw) => Date.parse(String(raw.customfield_10105)),
      jira: { customfield_10105: '2026-06-01T08:30:00.000+0000' },
      read: '2026-06-01T08:30:00Z',
    },
    {
      field: 'severity',
      git: 'Major',
      shown: (raw) => optionOf(raw.customfield_10106),
      jira: { customfield_10106: { value: 'Minor' } },
      read: 'Minor',
    },
    {
      field: 'platforms',
      git: ['Linux'],
      shown: (raw) => names(raw.customfield_10107),
      jira: { customfield_10107: [{ value: 'Linux' }, { value: 'macOS' }] },
      read: ['Linux', 'macOS'],
    },
    {
      field: 'reviewer',
      git: 'jane',
      shown: (raw) => userOf(raw.customfield_10108),
      jira: { customfield_10108: user('john') },
      read: 'john',
    },
    {
      field: 'stakeholders',
      git: ['jane'],
      shown: (raw) => (raw.customfield_10109 as unknown[]).map(userOf),
      jira: { customfield_10109: [user('boss'), user('jane')] },
      read: ['boss', 'jane'],
    },
    {
      field: 'tags',
      git: ['blue'],
      shown: (raw) => raw.customfield_10110,
      jira: { customfield_10110: ['blue', 'wide'] },
      read: ['blue', 'wide'],
    },
    {
      field: 'location',
      git: ['Europe', 'Berlin'],
      shown: (raw) => cascade(raw.customfield_10111),
      jira: { customfield_10111: { value: 'America', child: { value: 'Austin' } } },
      read: ['America', 'Austin'],
    },
  ];
}

function keyOf(value: unknown): unknown {
  return typeof value === 'string' ? value : ((value as { key?: string } | null)?.key ?? null);
}

function epicWire(epicId: string, key: string): Raw {
  return { [epicId]: epicId === 'parent' ? { key } : key };
}

function sprintName(value: unknown): unknown {
  const [first] = Array.isArray(value) ? value : [];
  return typeof first === 'string' ? /name=([^,\]]*)/.exec(first)?.[1] : (first as { name?: string } | undefined)?.name;
}

function cascade(value: unknown): unknown {
  const { value: parent, child } = value as { value: string; child: { value: string } };
  return [parent, child.value];
}

/** What a value looks like once Jira shows it: people by their Jira name, times as instants. */
function asShown(field: string, git: Value, user: (name: string) => Raw): unknown {
  if (field === 'assignee' || field === 'reviewer') return user(String(git));
  if (field === 'stakeholders') return (git as readonly string[]).map(user);
  return field === 'deployed' ? Date.parse(String(git)) : git;
}

for (const personality of ['server', 'cloud'] as const) {
  describe(`each field on ${personality}`, function () {
    this.timeout(60_000);
    let project: EmulatedProject;
    const keys = new Map<string, string>();
    const epicId = personality === 'server' ? 'customfield_10014' : 'parent';
    const user = (handle: string): Raw =>
      personality === 'server' ? { name: handle } : { accountId: project.jira.admin.user(handle).accountId };

    before(async () => {
      project = await open(personality, epicId);
      for (const { field } of cases(user, epicId)) {
        keys.set(field, project.jira.as('boss').createIssue('APP', 'Task', { summary: `About ${field}` }).key);
      }
      await project.sync({ full: true });
    });

    after(() => project.close());

    for (const { field } of cases(() => ({}), epicId)) {
      it(`${field}: an edit in git arrives in Jira`, async () => {
        const [one, key] = caseOf(field);
        await project.edit(key, { values: { [field]: one.git } });
        const report = await project.sync();
        expect(report.items.flatMap(({ holds, failure }) => [...holds, failure].filter(Boolean))).to.deep.equal([]);
        expect(one.shown(await show(project, key))).to.deep.equal(asShown(field, one.git, user));
      });

      it(`${field}: an edit in Jira arrives in git`, async () => {
        const [one, key] = caseOf(field);
        project.jira.as('boss').editIssue(key, one.jira);
        await project.sync();
        expect((await project.ticket(key)).values[field]).to.deep.equal(one.read);
      });

      it(`${field}: an edit in git beside another edit in Jira: both arrive`, async () => {
        const [one, key] = caseOf(field);
        const other = field === 'labels' ? { customfield_10101: 'beside' } : { labels: ['beside'] };
        await project.edit(key, { values: { [field]: one.git } });
        project.jira.as('boss').editIssue(key, other);
        await project.sync();
        const raw = await show(project, key);
        const { values } = await project.ticket(key);
        expect(one.shown(raw)).to.deep.equal(asShown(field, one.git, user));
        expect([values.labels, values.customer]).to.deep.include(field === 'labels' ? 'beside' : ['beside']);
        expect(values[field]).to.deep.equal(one.git);
      });
    }

    function caseOf(field: string): readonly [Case, string] {
      const one = cases(user, epicId).find((candidate) => candidate.field === field);
      const key = keys.get(field);
      if (one === undefined || key === undefined) throw new Error(`no case for ${field}`);
      return [one, key];
    }
  });
}

async function open(personality: Personality, epicId: string): Promise<EmulatedProject> {
  const config = `${CUSTOM}  epic: { id: ${epicId} }\n`;
  const project = await EmulatedProject.open({ personality, project: 'APP', config });
  const { admin } = project.jira;
  admin.addProject({ key: 'APP', lead: 'boss', components: ['api', 'web'], versions: ['1.0', '2.0'] });
  const board = admin.addBoard('APP', 'APP board');
  for (const sprint of ['Sprint 1', 'Sprint 2']) admin.addSprint(board.id, sprint, 'active');
  for (const title of ['First epic', 'Second epic']) {
    const epicName = personality === 'server' ? { customfield_10011: title } : {};
    project.jira.as('boss').createIssue('APP', 'Epic', { summary: title, ...epicName });
  }
  return project;
}

async function show(project: EmulatedProject, key: string): Promise<Raw> {
  const reply = await fetch(`${project.jira.url}/rest/api/2/issue/${key}`, { headers: project.bossHeaders() });
  const { fields } = (await reply.json()) as { fields: Raw };
  return fields;
}
