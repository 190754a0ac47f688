import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { canonical } from '../../src/model/canonical.ts';
import { EmulatedProject } from '../support/emulated-project.ts';

const DATA = '../shared/data/aloy.jsonl.gz';

type RawIssue = {
  readonly key: string;
  readonly fields: { readonly summary: string; readonly comment: { readonly comments: readonly unknown[] } };
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

    it('has a file for every issue, with its title and every comment', async () => {
      const missing: string[] = [];
      const files = await project.files();
      for (const { key, fields } of raw) {
        const doc = project.parse(files.get(`issues/${key}.md`) ?? '');
        const title = fields.summary.replace(/\s+/g, ' ').trim();
        const sameTitle = String(doc.values.title).replace(/\s+/g, ' ') === title;
        if (!sameTitle || doc.comments.length !== fields.comment.comments.length) missing.push(key);
      }
      expect(missing).to.deep.equal([]);
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

/** Every raw description and comment that Jira holds, to the byte. */
function textsOf(project: EmulatedProject): string {
  const issues = [...project.jira.world.issues.all()];
  return issues
    .map((issue) => canonical([issue.key, issue.values.description ?? null, issue.comments.map(({ body }) => body)]))
    .sort()
    .join('\n');
}
