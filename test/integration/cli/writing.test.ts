import { readdirSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { summaryOf } from '../../../src/emulator/world/issue-values.ts';
import type { RunningTract } from './run-tract.ts';
import { type Clone, eventually, Workshop } from './workshop.ts';

const NOBODY = 'http://127.0.0.1:2';

for (const personality of ['server', 'cloud'] as const) {
  describe(`writing from the terminal, ${personality}`, function () {
    this.timeout(120_000);
    let workshop: Workshop;
    let clone: Clone;
    let daemon: RunningTract;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      daemon = await workshop.serve();
      clone = await workshop.clone();
      const users = clone.read('.tract/users.yaml');
      const [anna = ''] = users.split('\n').filter((line) => line.includes('anna') || line.includes('Anna'));
      await clone.git('config', 'tract.author', anna.replace(/:.*/, ''));
      await clone.git('config', 'user.name', 'Anna Berg');
      await clone.git('config', 'user.email', 'anna@example.com');
    });
    after(() => workshop.close());
    const ask = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
      const ended = await workshop.ask(clone, args, env);
      if (ended.code !== 0) throw new Error(`${ended.code}: ${ended.stderr}`);
      return ended.stdout;
    };
    const offline = (...args: readonly string[]) => ask(args, { TRACT_SYNC_SERVER: NOBODY });
    const titled = (title: string) => [...workshop.jira.world.issues.all()].filter((each) => summaryOf(each) === title);
    const logged = (words: string) =>
      [...workshop.jira.world.issues.all()].flatMap(({ worklogs }) =>
        worklogs.filter(({ comment }) => JSON.stringify(comment).includes(words)),
      );
    const said = (words: string) =>
      [...workshop.jira.world.issues.all()].flatMap(({ comments }) =>
        comments.filter(({ body }) => JSON.stringify(body).includes(words)),
      );
    /** Pushes and pulls until nothing of the clone waits any more. */
    const push = async () => {
      await clone.pull();
      await clone.git('push', '--quiet', 'origin', 'HEAD');
    };

    it('makes everything online, and git pull brings it', async () => {
      const created = await ask([
        'create',
        'app',
        '--title',
        'From here',
        '--type',
        'task',
        '--component',
        'auth',
        '--description',
        'A *text*',
      ]);
      expect(created).to.match(
        /^✅ Created APP-\d+\n {3}http\S+\/browse\/APP-\d+\n {3}issues\/APP-\d+\.md: `git pull`/,
      );
      const [, key = ''] = /Created (APP-\d+)/.exec(created) ?? [];
      expect(
        await ask(['log', key.toLowerCase(), '1h', '30m', 'Online work', '--started', 'yesterday 14:00']),
      ).to.include(`✓ Logged 1.5h to ${key} (synced to Jira)\n`);
      expect(await ask(['comment', key, 'Online **words**'])).to.include(`✓ Commented on ${key} (synced to Jira)`);
      expect([titled('From here'), logged('Online work'), said('Online')].map(({ length }) => length)).to.deep.equal([
        1, 1, 1,
      ]);
      await clone.pull();
      const text = clone.read(`issues/${key}.md`);
      expect(text).to.include('title: From here').and.include('components: [Auth]').and.include('A *text*');
      expect(text).to.include('Online **words**');
      expect((await ask(['worklogs', key])).includes('Online work')).to.equal(true);
    });

    it('tells in Jira`s words what Jira refuses, and of a key that nobody knows', async () => {
      const { code, stderr } = await workshop.ask(clone, ['log', 'APP-4711', '2h']);
      expect([code, stderr.startsWith('tract: Issue APP-4711 not found in Jira')]).to.deep.equal([1, true]);
    });

    it('keeps everything in the clone while the server is away, and a push brings each once', async () => {
      const made = JSON.parse(await offline('create', 'APP', '--title', 'Made offline', '--json')) as {
        readonly issueKey: string;
        readonly path: string;
      };
      expect(await offline('log', 'APP-1', '2h', 'Offline work')).to.include(
        '⚠️ Sync server unreachable - worklog queued locally\n',
      );
      await offline('comment', 'APP-1', 'Offline words');
      await offline('log', made.issueKey, '30m', 'On what is new');
      await offline('comment', made.issueKey, 'About what is new');
      expect(await clone.git('status', '--porcelain')).to.equal('');
      await push();
      const [issue] = await eventually(
        () => titled('Made offline'),
        ({ length }) => length > 0,
      );
      await eventually(
        async () => {
          await workshop.ask(clone, ['sync']);
          return [logged('Offline work'), said('Offline words'), logged('On what is new'), said('About what is new')];
        },
        (all) => all.every(({ length }) => length > 0),
      );
      expect(
        [
          ...[logged('Offline work'), said('Offline words'), titled('Made offline')],
          ...[logged('On what is new'), said('About what is new')],
        ].map(({ length }) => length),
      ).to.deep.equal([1, 1, 1, 1, 1]);
      const key = issue?.key ?? '';
      await eventually(
        async () => {
          await ask(['sync']).catch(() => '');
          await clone.pull();
          return readdirSync(join(clone.path, 'issues'));
        },
        (names) => names.includes(`${key}.md`) && !names.includes(made.path.replace('issues/', '')),
      );
      expect(clone.read(`issues/${key}.md`)).to.include('About what is new');
      const lines = readdirSync(join(clone.path, 'worklogs')).map((name) => clone.read(`worklogs/${name}`));
      expect(lines.join('').match(/[^\n]*On what is new/g)).to.have.lengthOf(1);
      expect(lines.join('')).to.include(`"issue":"${key}"`).and.not.include(made.issueKey);
      expect(await clone.git('ls-files', '.tract/queue')).to.equal('.tract/queue/create.jsonl\n');
      expect(clone.read('.tract/queue/create.jsonl')).to.equal('');
    });

    it('makes nothing twice when the answer is lost, and the twin is pushed', async () => {
      const relay = await startRelay(workshop.url);
      const env = { TRACT_SYNC_SERVER: relay.url };
      const ticket = JSON.parse(await ask(['create', 'APP', '--title', 'Perhaps made', '--json'], env)) as Made;
      const entry = JSON.parse(await ask(['log', 'APP-2', '45m', 'Perhaps logged', '--json'], env)) as Made;
      await relay.close();
      expect([
        ticket.queued,
        entry.queued,
        titled('Perhaps made').length,
        logged('Perhaps logged').length,
      ]).to.deep.equal([true, true, 1, 1]);
      await push();
      await eventually(
        async () => {
          await ask(['sync']).catch(() => '');
          await clone.pull();
          return readdirSync(join(clone.path, 'issues')).join();
        },
        (names) => !names.includes('OFFLINE'),
      );
      expect([titled('Perhaps made').length, logged('Perhaps logged').length]).to.deep.equal([1, 1]);
      const lines = readdirSync(join(clone.path, 'worklogs'))
        .map((name) => clone.read(`worklogs/${name}`))
        .join('');
      expect(new Set(lines.split('\n').filter((line) => line.includes('Perhaps logged'))).size).to.equal(1);
    });

    it('makes nothing twice when the service is killed after it sent to Jira, and the twin is pushed', async () => {
      workshop.jira.faults.add({ kind: 'held-reply', match: { method: 'POST', path: /\/worklog$/ } });
      const asking = ask(['log', 'APP-2', '50m', 'Sent and killed', '--json']);
      await eventually(
        () => logged('Sent and killed').length,
        (count) => count > 0,
      );
      await daemon.stop('SIGKILL');
      expect(JSON.parse(await asking)).to.include({ queued: true });
      await workshop.serve();
      await push();
      await ask(['sync']).catch(() => '');
      await clone.pull();
      expect(logged('Sent and killed')).to.have.lengthOf(1);
      const lines = readdirSync(join(clone.path, 'worklogs')).map((name) => clone.read(`worklogs/${name}`));
      const own = lines
        .join('')
        .split('\n')
        .filter((line) => line.includes('Sent and killed'));
      expect(new Set(own).size).to.equal(1);
    });
  });
}

type Made = { readonly queued: boolean };

type Relay = { readonly url: string; close(): Promise<void> };

/** Hands every request on to the server, and breaks the connection when the answer is there. */
async function startRelay(target: string): Promise<Relay> {
  const relay: Server = createServer((request, response) => {
    const { method, url, headers } = request;
    const onward = httpRequest(`${target}${url}`, { method, headers }, (answer) => {
      answer.resume().once('end', () => response.destroy());
    });
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    close: () => {
      relay.closeAllConnections();
      return new Promise((done) => relay.close(() => done()));
    },
  };
}
