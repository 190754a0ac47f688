import { expect } from 'chai';
import type { JiraAction } from '../../../../src/reconciler/jira-action.ts';
import { refusal } from '../../../support/jira-side-contract.ts';
import { credentialsOf, type EmulatorWorld, emulatorWorld, testWorlds } from './emulator-world.ts';

const QUICK = { connectMs: 1_000, headersMs: 150, bodyMs: 150, totalMs: 400 };

for (const flavor of ['server', 'cloud'] as const) {
  describe(`an unkind Jira ${flavor}`, () => {
    let world: EmulatorWorld;

    beforeEach(async () => {
      world = await emulatorWorld(flavor, {}, { timeouts: QUICK });
      await world.side.connect();
      world.jira.requests.reset();
    });

    afterEach(async () => {
      await world.close();
    });

    const issuePath = /\/issue\/[^/]+$/;
    const comment = (issue: { readonly id: string; readonly key: string }): JiraAction => ({
      kind: 'add-comment',
      id: issue.id,
      key: issue.key,
      uid: 'u',
      ref: 'r',
      author: 'tract',
      body: world.text('Hello'),
      reason: 'test',
    });
    const commentsOf = (id: string) => world.jira.world.issues.byId(id)?.comments.length;

    for (const fault of [
      { kind: 'rate-limited', retryAfterSeconds: 2 },
      { kind: 'unavailable', retryAfterSeconds: 1 },
      { kind: 'unavailable' },
      { kind: 'html' },
      { kind: 'html', status: 200 },
      { kind: 'reset' },
      { kind: 'lost-reply' },
      { kind: 'cut-reply' },
      { kind: 'hang' },
    ] as const) {
      it(`reads all the same after: ${JSON.stringify(fault)}`, async () => {
        const issue = await world.createIssue('First');
        world.jira.faults.add({ ...fault, match: { method: 'GET', path: issuePath } });
        expect((await world.side.read([issue.key])).get(issue.key)?.kind).to.equal('present');
        expect(world.jira.requests.count('GET', issuePath)).to.equal(2);
      });
    }

    it('waits as long as Jira asks, and a little more', async () => {
      const issue = await world.createIssue('First');
      world.jira.faults.add({ kind: 'rate-limited', retryAfterSeconds: 2, match: { path: issuePath } });
      const before = world.time.nowMs;
      await world.side.read([issue.key]);
      expect(world.time.nowMs - before).to.be.within(2_000, 6_000);
    });

    it('gives up after three tries', async () => {
      const issue = await world.createIssue('First');
      world.jira.faults.add({ kind: 'html', times: 10, match: { path: issuePath } });
      const failure = await refusal(world.side.read([issue.key]));
      expect(failure).to.include({ kind: 'transient', ambiguous: false });
      expect(world.jira.requests.count('GET', issuePath)).to.equal(3);
    });

    it('leaves a long silence to the loop, and asks nothing meanwhile', async () => {
      const issue = await world.createIssue('First');
      world.jira.faults.add({ kind: 'rate-limited', retryAfterSeconds: 120, match: { path: issuePath } });
      const failure = await refusal(world.side.read([issue.key]));
      expect(failure.kind).to.equal('transient');
      expect(failure.retryAfterMs).to.be.within(110_000, 120_000);
      await refusal(world.side.read([issue.key]));
      expect(world.jira.requests.count('GET', issuePath)).to.equal(1);
      world.time.nowMs += 120_000;
      expect((await world.side.read([issue.key])).get(issue.key)?.kind).to.equal('present');
    });

    for (const kind of ['lost-reply', 'cut-reply'] as const) {
      it(`does not add twice after a ${kind}, and says that it may have been done`, async () => {
        const issue = await world.createIssue('First');
        world.jira.faults.add({ kind, match: { method: 'POST', path: /\/comment$/ } });
        const action = comment(issue);
        const failure = await refusal(world.side.perform(action));
        expect(failure).to.include({ kind: 'transient', ambiguous: true });
        expect(commentsOf(issue.id)).to.equal(1);
        if (action.kind !== 'add-comment') throw new Error('not a comment');
        const found = await world.side.find({ action, atMs: world.time.nowMs, known: [] });
        expect(found.kind).to.equal('found');
      });
    }

    it('does not repeat an add that Jira was too busy for', async () => {
      const issue = await world.createIssue('First');
      world.jira.faults.add({ kind: 'rate-limited', match: { method: 'POST', path: /\/comment$/ } });
      const failure = await refusal(world.side.perform(comment(issue)));
      expect(failure).to.include({ kind: 'transient', ambiguous: false });
      expect(commentsOf(issue.id)).to.equal(0);
    });

    it('removes once although the reply was lost', async () => {
      const issue = await world.createIssue('First');
      const id = await world.comment(issue.key, 'Hello');
      world.jira.faults.add({ kind: 'lost-reply', match: { method: 'DELETE' } });
      await world.side.perform({ kind: 'remove-comment', ...issueRef(issue), ref: 'r', comment: id, reason: 'test' });
      expect(commentsOf(issue.id)).to.equal(0);
    });

    it('finds an issue whose create was answered by nothing', async () => {
      world.jira.faults.add({ kind: 'lost-reply', match: { method: 'POST', path: /\/issue$/ } });
      const action = createOf('u-9');
      const atMs = world.time.nowMs;
      expect(await refusal(world.side.perform(action))).to.include({ kind: 'transient', ambiguous: true });
      const found = await world.side.find({ action, atMs, known: [] });
      expect(found.kind).to.equal('found');
      expect(found).to.have.nested.property('receipt.key', 'APP-1');
    });

    for (const hours of [-1, 1]) {
      it(`finds it where our clock is ${hours} h off, and where that is put right before it is looked for`, async () => {
        const clock = () => world.time.nowMs + hours * 3_600_000;
        const sleep = async () => {};
        const skewed = world.open({ timing: { clock, sleep, random: () => 0.5 } });
        world.jira.faults.add({ kind: 'lost-reply', match: { method: 'POST', path: /\/issue$/ } });
        const action = createOf('u-9');
        const atMs = clock();
        await refusal(skewed.perform(action));
        world.time.nowMs += 10 * 60_000;
        expect((await skewed.find({ action, atMs, known: [] })).kind).to.equal('found');
        expect((await world.side.find({ action, atMs, known: [] })).kind).to.equal('found');
      });
    }

    it('finds it where our clock is five hours ahead and stays so', async () => {
      const clock = () => world.time.nowMs + 5 * 3_600_000;
      const skewed = world.open({ timing: { clock, sleep: async () => {}, random: () => 0.5 } });
      world.jira.faults.add({ kind: 'lost-reply', match: { method: 'POST', path: /\/issue$/ } });
      const action = createOf('u-9');
      await refusal(skewed.perform(action));
      expect((await skewed.find({ action, atMs: clock(), known: [] })).kind).to.equal('found');
    });

    it('does not call an issue absent while the index may still hide it', async () => {
      world.jira.settings.searchLagMs = 10_000;
      const action = createOf('u-9');
      const atMs = world.time.nowMs;
      await world.side.perform(action);
      const early = await world.side.find({ action, atMs, known: [] });
      expect(early.kind).to.equal('unsettled');
      world.time.nowMs += 12_000;
      expect((await world.side.find({ action, atMs, known: [] })).kind).to.equal('found');
      const never = createOf('u-10');
      expect((await world.side.find({ action: never, atMs, known: [] })).kind).to.equal('unsettled');
      world.time.nowMs += 120_000;
      expect((await world.side.find({ action: never, atMs, known: [] })).kind).to.equal('absent');
    });

    it('finds an issue that the index shows later than it ever should', async () => {
      for (let number = 1; number <= 3; number++) await world.createIssue(`Before ${number}`);
      await world.settle();
      world.jira.settings.searchLagMs = 3_600_000;
      const action = createOf('u-9');
      const atMs = world.time.nowMs;
      await world.createIssue('Of somebody else');
      await world.side.perform(action);
      expect((await world.side.find({ action, atMs, known: [] })).kind).to.equal('unsettled');
      world.time.nowMs += 300_000;
      const late = await world.side.find({ action, atMs, known: [] });
      expect(late).to.have.nested.property('receipt.key', 'APP-5');
      expect((await world.side.find({ action: createOf('u-10'), atMs, known: [] })).kind).to.equal('absent');
    });

    it('says no secret, even where Jira does', async () => {
      const issue = await world.createIssue('First');
      const body = { errorMessages: ['Unexpected header: tract-secret'], errors: { summary: 'tract-secret' } };
      world.jira.faults.add({ kind: 'answer', status: 400, body, match: { method: 'POST' } });
      const failure = await refusal(world.side.perform(comment(issue)));
      expect(JSON.stringify([failure.message, failure.fields]))
        .to.include('Unexpected header')
        .and.not.include('secret');
    });

    it('takes somebody else at the same moment as stale', async () => {
      const issue = await world.createIssue('First');
      world.jira.faults.add({ kind: 'conflict', match: { method: 'PUT' } });
      const values = { title: 'Second' };
      const edit: JiraAction = {
        kind: 'update-issue',
        ...issueRef(issue),
        values,
        sets: {},
        texts: {},
        reason: 'test',
      };
      expect((await refusal(world.side.perform(edit))).kind).to.equal('stale');
    });

    it('refuses to connect with a wrong password, in words without it, and does not ask again at once', async () => {
      const side = world.open({ credentials: { ...credentialsOf('tract', flavor), password: 'hunter2' } as never });
      const failure = await refusal(side.connect());
      expect(failure.kind).to.equal('fatal');
      expect(JSON.stringify([failure.message, failure.stack])).to.not.include('hunter2');
      const asked = world.jira.requests.count();
      await refusal(side.connect());
      expect(world.jira.requests.count()).to.equal(asked);
    });

    it('refuses to go on as nobody where Jira answers 200 to wrong credentials', async () => {
      world.jira.settings.badCredentials = 'anonymous';
      const side = world.open({ credentials: { kind: 'basic', username: 'tract', password: 'hunter2' } });
      expect((await refusal(side.connect())).kind).to.equal('fatal');
    });

    it('refuses a project that it cannot see', async () => {
      world.jira.admin.changeProject('APP', { hidden: true });
      const side = world.open();
      const failure = await refusal(side.connect());
      expect(failure).to.include({ kind: 'fatal' });
      expect(failure.message).to.include('APP');
    });

    it('refuses a restriction of the scope that Jira does not understand', async () => {
      const failure = await refusal(world.open({ jql: 'flavour = vanilla' }).connect());
      expect(failure.kind).to.equal('fatal');
      expect(failure.message).to.include('TRACT_JQL').and.include('flavour');
    });

    it('follows no redirect, and says where it leads', async () => {
      const issue = await world.createIssue('First');
      const headers = { Location: 'https://elsewhere.example.com/login?next=1' };
      world.jira.faults.add({ kind: 'answer', status: 302, headers, times: 3, match: { path: issuePath } });
      const failure = await refusal(world.side.read([issue.key]));
      expect(failure.message).to.include('https://elsewhere.example.com/login').and.not.include('next');
    });

    it('stops where the project vanished from sight while it ran', async () => {
      const start = await world.side.poll(null);
      world.jira.admin.changeProject('APP', { hidden: true });
      const failure = await refusal(world.side.poll(start.cursor));
      expect(failure.kind).to.equal('fatal');
      expect(failure.message).to.include('APP');
    });

    it('gets all its reads through a tight rate limit', async () => {
      for (let n = 0; n < 30; n += 1) await world.createIssue(`Issue ${n}`);
      world.jira.settings.rateLimit = { limit: 10, refillPerSecond: 10 };
      for (let n = 1; n <= 30; n += 5) {
        const keys = [0, 1, 2, 3, 4].map((offset) => `APP-${n + offset}`);
        const readings = await world.side.read(keys);
        expect([...readings.values()].every(({ kind }) => kind === 'present')).to.equal(true);
      }
    });

    it('ends what is under way when it is closed', async () => {
      const side = world.open({ timeouts: { ...QUICK, headersMs: 60_000, totalMs: 60_000 } });
      await side.connect();
      world.jira.faults.add({ kind: 'hang', match: { path: issuePath } });
      const reading = refusal(side.read(['APP-1']));
      while (world.jira.faults.pending > 0) await new Promise((resolve) => setImmediate(resolve));
      await side.close();
      expect(await reading).to.include({ kind: 'transient' });
    });
  });
}

describe('a Jira Cloud that counts the writes to an issue', () => {
  const makeWorld = testWorlds();

  it('never has to refuse one', async () => {
    const world = await makeWorld('cloud', { perIssueWriteLimit: { writes: 20, perMs: 2_000 } });
    const { id, key } = await world.createIssue('First');
    const body = world.text('Hello');
    const add = { kind: 'add-comment', id, key, uid: 'u', ref: 'r', author: 'ben', body, reason: 'test' } as const;
    await Promise.all(Array.from({ length: 50 }, () => world.side.perform(add)));
    expect(world.jira.world.issues.byId(id)?.comments.length).to.equal(50);
    expect(world.jira.requests.all.filter(({ status }) => status === 429)).to.deep.equal([]);
  });
});

describe('a Jira Server with a CAPTCHA', () => {
  const makeWorld = testWorlds();

  it('is never asked again once it asked for one', async () => {
    const world = await makeWorld('server', { captchaAfter: 1 });
    const wrong = { kind: 'basic', username: 'tract', password: 'hunter2' } as const;
    const first = world.open({ credentials: wrong });
    await refusal(first.connect());
    const side = world.open({ credentials: wrong });
    expect((await refusal(side.connect())).message).to.include('CAPTCHA');
    const asked = world.jira.requests.count();
    world.time.nowMs += 24 * 3_600_000;
    expect((await refusal(side.connect())).kind).to.equal('fatal');
    expect(world.jira.requests.count()).to.equal(asked);
  });

  it('takes a personal access token instead', async () => {
    const world = await makeWorld('server', {}, { credentials: { kind: 'bearer', token: 'tract-token' } });
    expect((await world.side.connect()).account).to.equal('tract');
  });
});

describe('the address of a Jira', () => {
  const makeWorld = testWorlds();

  it('may have a path', async () => {
    const world = await makeWorld('server', { contextPath: '/jira' });
    expect((await world.side.connect()).flavor).to.equal('server');
  });

  for (const url of ['jira.example.com', 'ftp://jira.example.com', 'https://me:secret@jira.example.com', '']) {
    it(`is refused: ${url}`, async () => {
      const world = await makeWorld('server');
      expect(() => world.open({ url }))
        .to.throw(/JIRA_URL/)
        .and.not.match(/secret/);
    });
  }

  it('is refused in words where nothing listens', async () => {
    const world = await makeWorld('server');
    await world.jira.close();
    expect((await refusal(world.side.connect())).message).to.match(/cannot be reached: nothing listens/);
  });
});

function createOf(uid: string) {
  const values = { title: 'Made in git', type: 'Task' };
  return { kind: 'create-issue', uid, path: 'issues/new.md', values, texts: {}, reason: 'test' } as const;
}

function issueRef({ id, key }: { readonly id: string; readonly key: string }) {
  return { id, key };
}
