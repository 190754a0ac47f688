import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { canonical, canonicalSet } from '../../src/model/canonical.ts';
import { parsePeople } from '../../src/model/people-file.ts';
import type { TicketDoc } from '../../src/model/ticket.ts';
import { parseTime } from '../../src/model/timestamp.ts';
import type { Value } from '../../src/model/value.ts';
import { EmulatedProject } from '../support/emulated-project.ts';

const DATA = '../shared/data/aloy.jsonl.gz';

type Named = { readonly name: string };
type RawIssue = {
  readonly key: string;
  readonly fields: {
    readonly summary: string;
    readonly description?: string | null;
    readonly created: string;
    readonly updated: string;
    readonly comment: { readonly comments: readonly { readonly body?: string; readonly created: string }[] };
    readonly issuelinks?: readonly unknown[];
    readonly parent?: { readonly key: string };
    readonly labels?: readonly string[];
  } & Readonly<Record<'issuetype' | 'status' | 'priority' | 'resolution', Named | null | undefined>> &
    Readonly<Record<'components' | 'fixVersions' | 'versions', readonly Named[] | undefined>> &
    Readonly<Record<'assignee' | 'reporter', Named | null | undefined>>;
};

for (const personality of ['server', 'cloud'] as const) {
  describe(`a real project of 1,499 issues on ${personality}`, function () {
    this.timeout(300_000);
    let project: EmulatedProject;
    let raw: readonly RawIssue[];

    before(async function () {
      if (!existsSync(DATA)) {
        console.log(`      skipped: ${DATA} is not here`);
        this.skip();
      }
      const lines = gunzipSync(readFileSync(DATA)).toString('utf8').trim().split('\n');
      raw = lines.map((line) => JSON.parse(line) as RawIssue);
      project = await EmulatedProject.open({ personality, project: 'ALOY' });
      await project.jira.load(DATA);
      await project.sync({ full: true });
    });

    after(async () => {
      await project?.close();
    });

    it('has a file for every issue, with every field and every comment', async () => {
      const files = await project.files();
      const { people } = parsePeople((await project.read('.tract/users.yaml')) ?? '');
      const handleOf = (username: string | null) => {
        if (username === null) return null;
        const jiraName = personality === 'server' ? username : project.jira.admin.user(username).accountId;
        return people.byJiraName.get(jiraName)?.handle ?? `nobody known as ${jiraName}`;
      };
      const differing = raw.flatMap((issue) => {
        const doc = project.parse(files.get(`issues/${issue.key}.md`) ?? '');
        const said = saidBy(doc);
        const wanted = wantedOf(issue, handleOf);
        return canonical(said) === canonical(wanted) ? [] : [{ key: issue.key, said, wanted }];
      });
      expect(differing.slice(0, 3)).to.deep.equal([]);
    });

    it('changes nothing when it is swept again, by the same process or a new one', async () => {
      const tip = project.tip();
      project.jira.requests.reset();
      await project.sync({ full: true });
      await project.stop();
      await project.sync({ full: true });
      expect(project.tip()).to.equal(tip);
      expect(project.jira.requests.writes()).to.deep.equal([]);
    });

    it('is quiet afterwards: no commit, no write, at most three requests a cycle', async () => {
      const refs = project.repository.git(['for-each-ref']);
      for (let cycle = 0; cycle < 3; cycle++) {
        project.jira.requests.reset();
        await project.sync();
        expect(project.jira.requests.count()).to.be.at.most(3);
        expect(project.jira.requests.writes()).to.deep.equal([]);
      }
      expect(project.repository.git(['for-each-ref'])).to.equal(refs);
    });

    it('takes one label pushed to every ticket, and nothing else of them', async () => {
      const textsBefore = textsOf(project);
      const files = await project.files();
      const edits = [...files].map(([path, source]) => {
        const labels = project.parse(source).values.labels;
        const more = [...(Array.isArray(labels) ? labels : []), 'swept'].sort();
        return { kind: 'put', path, content: project.edited(source, { values: { labels: more } }) } as const;
      });
      await project.push(edits);
      project.jira.requests.reset();
      await project.sync();
      const bodies = new Set(project.jira.requests.writes().map(({ method, body }) => `${method} ${canonical(body)}`));
      expect([...bodies]).to.deep.equal(['PUT {"update":{"labels":[{"add":"swept"}]}}']);
      expect(project.jira.requests.writes()).to.have.length(files.size);
      expect(textsOf(project)).to.equal(textsBefore);
    });
  });
}

/** What a file says, to compare with {@link wantedOf}; that texts keep their words is tried where texts are converted. */
function saidBy({ values, texts, comments }: TicketDoc) {
  const { title, type, status, priority, resolution, created, updated, parent } = values;
  const { labels, components, fixVersions, versions, assignee, reporter, links } = values;
  return {
    ...{
      title,
      type,
      status,
      priority,
      resolution,
      created,
      updated,
      parent,
      labels,
      components,
      fixVersions,
      versions,
    },
    people: [assignee, reporter],
    hasDescription: texts.description !== '',
    comments: comments.map(({ at, body }) => [at, body !== '']),
    isLinked: links !== null,
  };
}

function wantedOf(
  { fields }: RawIssue,
  handleOf: (username: string | null) => string | null,
): ReturnType<typeof saidBy> {
  return {
    title: fields.summary.trim(),
    ...{ type: nameOf(fields.issuetype), status: nameOf(fields.status), priority: nameOf(fields.priority) },
    ...{ resolution: nameOf(fields.resolution), parent: fields.parent?.key ?? null },
    ...{ created: parseTime(fields.created), updated: parseTime(fields.updated) },
    ...{ labels: setOf(fields.labels ?? []), components: namesOf(fields.components) },
    ...{ fixVersions: namesOf(fields.fixVersions), versions: namesOf(fields.versions) },
    people: [handleOf(nameOf(fields.assignee)), handleOf(nameOf(fields.reporter))],
    hasDescription: (fields.description ?? '').trim() !== '',
    comments: fields.comment.comments.map(({ body, created }) => [parseTime(created), (body ?? '').trim() !== '']),
    isLinked: (fields.issuelinks ?? []).length > 0,
  };
}

function nameOf(named: Named | null | undefined): string | null {
  return named?.name ?? null;
}

function namesOf(named: readonly Named[] | undefined): Value {
  return setOf((named ?? []).map(({ name }) => name));
}

function setOf(members: readonly string[]): Value {
  return members.length === 0 ? null : canonicalSet(members);
}

/** Every raw description and comment that Jira holds, to the byte. */
function textsOf(project: EmulatedProject): string {
  const issues = [...project.jira.world.issues.all()];
  return issues
    .map((issue) => canonical([issue.key, issue.values.description ?? null, issue.comments.map(({ body }) => body)]))
    .sort()
    .join('\n');
}
