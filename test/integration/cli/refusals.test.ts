import { join } from 'node:path';
import { expect } from 'chai';
import { tract } from './run-tract.ts';
import { API_KEY, Workshop } from './workshop.ts';

type Refusal = {
  readonly situation: string;
  readonly status: number;
  /** What the problem says, in part. */
  readonly words: RegExp;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the key of a ticket or a project. */
  readonly name?: string;
  readonly body?: (valid: object) => string;
};

type Problem = { readonly type: string; readonly title: string; readonly status: number; readonly detail: string };

for (const personality of ['server', 'cloud'] as const) {
  describe(`the API refuses, each with its status and problem document, and nothing of it reaches Jira, ${personality}`, function () {
    this.timeout(60_000);
    let workshop: Workshop;
    let reader: string;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      const keys = join(workshop.folder, 'app.keys');
      const made = await tract(['serve', 'keys', 'add', 'looks', '--rights', 'read', '--file', keys, '--json']);
      reader = (JSON.parse(made.stdout) as { readonly key: string }).key;
      // Told which Jira it is, it asks nothing by itself once it serves.
      await workshop.serve({ TRACT_API_KEYS_FILE: keys, JIRA_FLAVOR: personality });
    });
    after(() => workshop.close());

    const author = personality === 'cloud' ? 'anna.berg' : 'anna';
    const endpoints = [
      { path: '/create/', name: 'APP', body: { title: 'Refused' } },
      { path: '/worklog/', name: 'APP-1', body: { author, time: '2h', comment: 'Refused' } },
      { path: '/comment/', name: 'APP-1', body: { author, body: 'Refused' } },
    ] as const;
    const post = (path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(workshop.url + path, { method: 'POST', body, headers: { Authorization: `Bearer ${API_KEY}`, ...headers } });
    /** What either side has and was asked: nothing may be added to it. */
    const state = async () => ({
      asked: workshop.jira.requests.count(),
      written: workshop.jira.requests.writes().length,
      issues: [...workshop.jira.world.issues.all()].map(({ key, comments, worklogs }) => [
        key,
        comments.length,
        worklogs.length,
      ]),
      refs: await workshop.git('show-ref'),
    });
    async function expectProblem(response: Response, status: number, words: RegExp): Promise<void> {
      expect(response.headers.get('content-type')).to.include('application/problem+json');
      const problem = (await response.json()) as Problem;
      expect([response.status, problem.status, problem.type]).to.deep.equal([status, status, 'about:blank']);
      expect(problem.title).not.to.equal('');
      expect(problem.detail).to.match(words);
    }

    const refusals = (): readonly Refusal[] => [
      { situation: 'no key', status: 401, words: /An API key is needed/, headers: { Authorization: '' } },
      {
        situation: 'a wrong key',
        status: 401,
        words: /not one of this server/,
        headers: { Authorization: `Bearer ${API_KEY}x` },
      },
      {
        situation: 'a wrong key in the other header',
        status: 401,
        words: /not one of this server/,
        headers: { Authorization: '', 'X-API-Key': API_KEY.slice(1) },
      },
      {
        situation: 'a key without the right',
        status: 403,
        words: /right to write; "looks" has read/,
        headers: { Authorization: `Bearer ${reader}` },
      },
      {
        situation: 'a body over the limit',
        status: 413,
        words: /too large/,
        body: (valid) => JSON.stringify({ ...valid, comment: 'x'.repeat(300_000) }),
      },
      {
        situation: 'malformed JSON',
        status: 400,
        words: /not JSON/,
        body: (valid) => JSON.stringify(valid).slice(0, -1),
      },
      { situation: 'JSON that is no object', status: 400, words: /body/, body: (valid) => JSON.stringify([valid]) },
      {
        situation: 'unknown fields',
        status: 400,
        words: /shoe is not known.*size is not known/,
        body: (valid) => JSON.stringify({ ...valid, shoe: 1, size: 'x' }),
      },
      { situation: 'a path for a key', status: 400, words: /must be the key/, name: '..%2F..%2Fetc%2Fpasswd' },
      { situation: 'a query for a key', status: 400, words: /must be the key/, name: 'APP-1%20OR%20project=OPS' },
      { situation: 'an option for a key', status: 400, words: /must be the key/, name: '--all' },
      { situation: 'a key with a line end', status: 400, words: /must be the key/, name: 'APP-1%0AAPP-2' },
      {
        situation: 'an idempotency key that is none',
        status: 400,
        words: /Idempotency-Key/,
        headers: { 'Idempotency-Key': 'a b' },
      },
    ];

    for (const { situation } of refusals()) {
      it(situation, async () => {
        const refusal = refusals().find((each) => each.situation === situation);
        if (refusal === undefined) throw new Error(situation);
        const before = await state();
        for (const endpoint of endpoints) {
          const body = (refusal.body ?? JSON.stringify)(endpoint.body);
          const response = await post(endpoint.path + (refusal.name ?? endpoint.name), body, refusal.headers);
          await expectProblem(response, refusal.status, refusal.words);
        }
        expect(await state()).to.deep.equal(before);
      });
    }

    it('a ticket and a project of another server', async () => {
      const before = await state();
      for (const { path, name, body } of endpoints) {
        const response = await post(path + name.replace('APP', 'OPS'), JSON.stringify(body));
        await expectProblem(response, 404, /this server keeps the project APP/);
      }
      expect(await state()).to.deep.equal(before);
    });

    it('a replayed idempotency key with another body, while the same body gets the same answer', async () => {
      for (const { path, name, body } of endpoints) {
        const key = { 'Idempotency-Key': `replay${path.replaceAll('/', '-')}` };
        const first = await post(path + name, JSON.stringify(body), key);
        expect(first.status, path).to.equal(201);
        const made = await first.json();
        const before = await state();
        const other = JSON.stringify(body).replace('Refused', 'Replayed');
        await expectProblem(await post(path + name, other, key), 422, /Idempotency-Key was used for another request/);
        const again = await post(path + name, JSON.stringify(body), key);
        expect([again.status, await again.json()], path).to.deep.equal([201, made]);
        const after = await state();
        expect({ ...after, asked: 0 }, path).to.deep.equal({ ...before, asked: 0 });
      }
    });

    it('a replayed idempotency key at another address', async () => {
      const [, worklog, comment] = endpoints;
      const key = { 'Idempotency-Key': 'replay-elsewhere' };
      expect((await post(worklog.path + worklog.name, JSON.stringify(worklog.body), key)).status).to.equal(201);
      const { written, issues, refs } = await state();
      for (const path of [`${worklog.path}APP-2`, comment.path + comment.name]) {
        const body = path.startsWith(comment.path) ? comment.body : worklog.body;
        await expectProblem(await post(path, JSON.stringify(body), key), 422, /used for another request/);
      }
      const after = await state();
      expect([after.written, after.issues, after.refs]).to.deep.equal([written, issues, refs]);
    });
  });
}
