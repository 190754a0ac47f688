import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { eventually, Workshop } from './workshop.ts';

for (const personality of ['server', 'cloud'] as const) {
  describe(`tract onboard, ${personality}`, () => {
    let workshop: Workshop;
    before(async () => {
      workshop = await Workshop.open(personality);
    });
    after(() => workshop.close());

    const show = (path: string) => workshop.git('show', `main:${path}`);

    it('makes a bare repository with every ticket, comment and time entry', async () => {
      const { code, stdout, stderr } = await workshop.onboard(['--server-url', 'http://127.0.0.1:9']);
      expect(stderr).to.equal('');
      expect(code).to.equal(0);
      expect(stdout).to.include('APP: 2 tickets in').and.include('What is left to do:').and.include('git clone');
      expect(await show('issues/APP-1.md'))
        .to.include('title: First\n')
        .and.match(/Hello .*world/);
      expect(await show('issues/APP-2.md')).to.match(/## Comments\n\n\*\*anna.*\*\* - .*\n\nSeen it\.\n/);
      expect(await show('worklogs/2026-02.jsonl')).to.include('"time":"2h","started":"2026-02-14T09:00:00Z"');
    });

    it('writes the project into .tract, with the agile fields found and the others proposed', async () => {
      const config = await show('.tract/config.yaml');
      expect(config).to.include('key: APP\n').and.include('types: [Epic, Story, Task, Bug, Sub-task]');
      expect(config).to.include('{name: In Progress, category: indeterminate}');
      expect(config).to.include('  sprint: {id: customfield_10020}').and.include('  points: {id: customfield_10016}');
      if (personality === 'server') expect(config).to.include('  epic: {id: customfield_10014}');
      expect(config).to.include('#   acceptanceCriteria: {id: customfield_10102, kind: text}');
      expect(config).to.include('server: http://127.0.0.1:9');
      expect(await show('.tract/components.yaml')).to.include('Auth: []\nWeb: []\n');
      expect(await show('.tract/users.yaml'))
        .to.match(/anna.*displayName: Anna Berg/)
        .and.not.include('@');
      expect(await show('.tract/SCHEMA.md'))
        .to.include('| `points` | number |')
        .and.include('title: Fix login timeout');
      expect(await show('.gitattributes')).to.equal(
        'worklogs/*.jsonl merge=union\n.tract/queue/create.jsonl merge=union\n',
      );
    });

    it('changes nothing when it runs again', async () => {
      // What was last looked at, in meta.json, may move on.
      const agreed = async () =>
        (await workshop.git('ls-tree', '-r', 'refs/notes/tract')).replace(/^.*meta\.json\n/m, '');
      const before = { branch: await workshop.git('rev-parse', 'main'), agreed: await agreed() };
      const writes = workshop.jira.requests.writes().length;
      const { code, stdout } = await workshop.onboard();
      expect(code).to.equal(0);
      expect(stdout).to.include('nothing had changed');
      expect({ branch: await workshop.git('rev-parse', 'main'), agreed: await agreed() }).to.deep.equal(before);
      expect(workshop.jira.requests.writes()).to.have.length(writes);
    });

    it('maps every custom field when asked, in a configuration that is valid', async () => {
      const repository = join(workshop.folder, 'all-fields.git');
      const { code, stderr } = await workshop.onboard(['--all-fields', '--repo', repository]);
      expect(stderr).to.equal('');
      expect(code).to.equal(0);
    });

    it('registers the webhook once', async () => {
      const args = ['--webhook-url', 'http://127.0.0.1:9'];
      expect((await workshop.onboard(args)).stdout).to.include('Jira tells the sync service');
      await workshop.onboard(args);
      expect(workshop.jira.webhooks.all.map(({ url }) => url.replace(/\?.*/, ''))).to.deep.equal([
        'http://127.0.0.1:9/webhook/jira',
      ]);
    });

    it('says that only an administrator can register a webhook, and goes on', async () => {
      workshop.jira.admin.changeUser('tract', { denied: ['administer'] });
      const { code, stdout } = await workshop.onboard(['--webhook-url', 'http://127.0.0.1:9']);
      workshop.jira.admin.changeUser('tract', { denied: [] });
      expect(code).to.equal(0);
      expect(stdout).to.include('Jira refuses the webhook');
    });

    it('does not begin with a webhook but no secret for it', async () => {
      const { code, stderr } = await workshop.onboard(['--webhook-url', 'http://127.0.0.1:9'], {
        TRACT_WEBHOOK_SECRET: '',
      });
      expect(code).to.equal(2);
      expect(stderr).to.include('TRACT_WEBHOOK_SECRET');
    });

    it("leaves somebody else's hook alone and says so", async () => {
      const hook = join(workshop.repository, 'hooks', 'post-receive');
      writeFileSync(hook, '#!/bin/sh\nexit 0\n');
      expect((await workshop.onboard()).stdout).to.include('post-receive is not ours and stays');
    });

    it('leaves nothing behind when Jira refuses the password', async () => {
      const repository = join(workshop.folder, 'refused.git');
      const { code } = await workshop.onboard(['--repo', repository], { JIRA_PASSWORD: 'a-wrong-password' });
      expect(code).to.equal(1);
      const { stderr } = await workshop.start(['plan'], { TRACT_REPO: repository }).ended;
      expect(stderr).to.include('there is no repository at');
    });

    it('continues where it was killed', async () => {
      for (let count = 0; count < 1_200; count += 1) {
        workshop.jira.as('anna').createIssue('APP', 'Task', { summary: `Ticket ${count}` });
      }
      const repository = join(workshop.folder, 'killed.git');
      workshop.jira.settings.searchPageCap = 50;
      workshop.jira.settings.latencyMs = 100;
      const first = workshop.start(['onboard', '--repo', repository]);
      const store = new WorkshopRepository(workshop, repository);
      await eventually(
        () => store.tickets(),
        (count) => count > 0,
      );
      await first.stop('SIGKILL');
      const imported = await store.tickets();
      workshop.jira.settings.latencyMs = 0;
      expect(imported).to.be.lessThan(1_202);
      const { code, stdout } = await workshop.onboard(['--repo', repository]);
      expect(code, stdout).to.equal(0);
      expect(await store.tickets()).to.equal(1_202);
    });
  });
}

/** How far an onboarding has come, seen from outside. */
class WorkshopRepository {
  readonly #workshop: Workshop;
  readonly #path: string;

  constructor(workshop: Workshop, path: string) {
    this.#workshop = workshop;
    this.#path = path;
  }

  async tickets(): Promise<number> {
    const list = ['--git-dir', this.#path, 'ls-tree', '-r', '--name-only', 'main', 'issues/'];
    const names = await this.#workshop.git(...list).catch(() => '');
    return names.split('\n').filter((name) => name !== '').length;
  }
}
