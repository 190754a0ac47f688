import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { startTract } from './run-tract.ts';
import { Workshop } from './workshop.ts';

for (const personality of ['server', 'cloud'] as const) {
  describe(`tract onboard with an account that may not do everything, ${personality}`, function () {
    this.timeout(60_000);
    let workshop: Workshop;
    beforeEach(async () => {
      workshop = await Workshop.open(personality);
    });
    afterEach(() => workshop.close());

    it('says nothing of permissions to an account that has all of them', async () => {
      const { stdout, stderr } = await workshop.onboard();
      expect(stderr).to.equal('');
      expect(stdout).to.not.include('Ask an administrator');
    });

    it('tells all that is missing, with what does not work without it, and goes on', async () => {
      workshop.jira.admin.changeUser('tract', {
        denied: ['assign-issues', 'schedule-issues', 'edit-all-comments', 'delete-issues'],
      });
      const { code, stdout, stderr } = await workshop.onboard();
      expect(code, stderr).to.equal(0);
      expect(stderr.trim().split('\n')).to.deep.equal([
        '! assignee: needs Assign Issues (ASSIGN_ISSUES); without it, assignees stay in git',
        '! due and sprint: needs Schedule Issues (SCHEDULE_ISSUES); without it, due dates and sprints stay in git',
        '! edited comments of others: needs Edit All Comments (EDIT_ALL_COMMENTS); without it, edits of comments that people wrote in Jira stay in git',
      ]);
      expect(stdout)
        .to.include('APP: 2 tickets in')
        .and.include('Ask an administrator')
        .and.include('Assign Issues (ASSIGN_ISSUES), Schedule Issues (SCHEDULE_ISSUES), Edit All Comments');
    });

    it('needs the permission of an administrator only where it is to register the webhook', async () => {
      workshop.jira.admin.changeUser('tract', { denied: ['administer'] });
      expect((await workshop.onboard()).stderr).to.equal('');
      const { stderr } = await workshop.onboard(['--webhook-url', 'http://127.0.0.1:9']);
      expect(stderr).to.include('registering the webhook: needs Administer Jira (ADMINISTER)');
    });

    it('takes a permission for all comments for one for our own', async () => {
      workshop.jira.admin.changeUser('tract', { denied: ['edit-own-comments', 'delete-own-worklogs'] });
      expect((await workshop.onboard()).stderr).to.equal('');
    });

    it('stops before it makes anything where the project may be seen, but not its issues', async () => {
      workshop.jira.admin.changeUser('tract', { denied: ['browse-projects', 'link-issues'] });
      const { code, stderr } = await workshop.onboard(['--webhook-url', 'http://127.0.0.1:9']);
      expect(code).to.equal(1);
      expect(stderr)
        .to.include('everything: needs Browse Projects (BROWSE_PROJECTS); without it, nothing can be read')
        .and.include('links: needs Link Issues (LINK_ISSUES)');
      expect(existsSync(workshop.repository)).to.equal(false);
      expect(workshop.jira.webhooks.all).to.deep.equal([]);
    });

    it('goes on where Jira does not say what we may do, and says so', async () => {
      workshop.jira.faults.add({
        kind: 'answer',
        status: 400,
        body: { errorMessages: ['no'], errors: {} },
        match: { path: /mypermissions/ },
      });
      const { code, stderr } = await workshop.onboard();
      expect(code).to.equal(0);
      expect(stderr).to.include('Jira does not say what the service account may do');
    });

    it('tells the doctor too, and what deletes tickets only where the settings want it', async () => {
      await workshop.onboard();
      workshop.jira.admin.changeUser('tract', { denied: ['delete-issues', 'link-issues'] });
      expect(await permissionsOf(workshop)).to.deep.equal([
        'warning links: the service account has not Link Issues (LINK_ISSUES); without it, links stay in git',
      ]);
      const clone = await workshop.clone();
      clone.edit('.tract/config.yaml', (text) => text.replace(/deletedInGit: .*/, 'deletedInGit: delete-in-jira'));
      await clone.push();
      expect((await permissionsOf(workshop))[1]).to.match(/^warning deletedInGit: delete-in-jira: .*DELETE_ISSUES/);
    });
  });
}

type Finding = { readonly check: string; readonly level: string; readonly message: string };

async function permissionsOf(workshop: Workshop): Promise<readonly string[]> {
  const { stdout } = await startTract(['doctor', '--json'], { env: workshop.env(), cwd: join(workshop.folder) }).ended;
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
  return findings.filter(({ check }) => check === 'permissions').map(({ level, message }) => `${level} ${message}`);
}
