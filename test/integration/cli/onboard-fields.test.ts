import { join } from 'node:path';
import { expect } from 'chai';
import { Workshop } from './workshop.ts';

for (const personality of ['server', 'cloud'] as const) {
  describe(`custom fields and the webhook of a project that is onboarded, ${personality}`, function () {
    this.timeout(60_000);
    let workshop: Workshop;
    before(async () => {
      workshop = await Workshop.open(personality);
      const { admin } = workshop.jira;
      admin.addField({ number: 10201, name: 'Owning Group', type: 'grouppicker' });
      admin.addField({ number: 10202, name: 'Only Edited', type: 'textfield' });
      admin.changeField('customfield_10202', { screens: ['edit'] });
      admin.addField({ number: 10203, name: 'On no Screen', type: 'float' });
      admin.changeField('customfield_10203', { screens: [] });
      admin.addField({ number: 10204, name: 'Used before', type: 'float' });
      workshop.jira.as('anna').editIssue('APP-1', { customfield_10204: 3, customfield_10106: { value: 'Major' } });
      admin.changeField('customfield_10204', { screens: [] });
    });
    after(() => workshop.close());

    it('are proposed with type, name and where they are found; none is synced unasked', async () => {
      const { code, stdout, stderr } = await workshop.onboard();
      expect(code, stderr).to.equal(0);
      const config = await workshop.git('show', 'main:.tract/config.yaml');
      expect(config)
        .to.include(
          '#   severity: {id: customfield_10106, kind: option}  # Severity; to create and edit, in 1 of 2 issues\n',
        )
        .and.include('#   onlyEdited: {id: customfield_10202, kind: string}  # Only Edited; to edit\n')
        .and.include('#   usedBefore: {id: customfield_10204, kind: number}  # Used before; in 1 of 2 issues\n')
        .and.not.include('customfield_10203')
        .and.not.include('customfield_10201');
      expect(config).to.not.match(/^ {2}severity:/m);
      expect(await workshop.git('show', 'main:issues/APP-1.md')).to.not.include('Major');
      expect(stdout)
        .to.match(/custom fields are not synced: \.tract\/config\.yaml has a line for each, .*Severity.*Only Edited/)
        .and.include('1 custom field is of a type that Tract does not carry: Owning Group (grouppicker)');
    });

    it('that came later are named with the line that syncs them, those that are synced are not', async () => {
      workshop.jira.admin.addField({ number: 10205, name: 'New here', type: 'datepicker' });
      const clone = await workshop.clone();
      clone.edit('.tract/config.yaml', (text) =>
        text.replace(/^fields:\n/m, 'fields:\n  severity: {id: customfield_10106, kind: option}\n'),
      );
      await clone.push();
      const { stdout } = await workshop.onboard();
      expect(stdout).to.include(
        'custom field "New here" is not synced: `newHere: {id: customfield_10205, kind: date}` under "fields" in .tract/config.yaml does it',
      );
      expect(stdout).to.not.match(/not synced: .*Severity/);
      expect(await workshop.git('show', 'main:issues/APP-1.md')).to.include('severity: Major');
    });

    it('tell an administrator each step, where we are none, and no secret', async () => {
      workshop.jira.admin.changeUser('tract', { denied: ['administer'] });
      const repository = join(workshop.folder, 'other.git');
      const args = ['--repo', repository, '--webhook-url', 'http://tract-server:3100/'];
      const { stdout } = await workshop.onboard(args);
      workshop.jira.admin.changeUser('tract', { denied: [] });
      expect(stdout)
        .to.include(`open ${workshop.jira.url}/plugins/servlet/webhooks`)
        .and.include('name: Tract APP; status: enabled')
        .and.include('URL: http://tract-server:3100/webhook/jira')
        .and.include(
          'events, for issues of `project = APP`: jira:issue_created, jira:issue_updated, jira:issue_deleted, comment_created',
        )
        .and.not.include('secret-of-the-webhook');
      const how = personality === 'cloud' ? ', and as its secret the value' : '?token= followed by the value';
      expect(stdout).to.include(how);
      expect((await workshop.onboard(args)).stdout).to.not.include('plugins/servlet/webhooks');
    });
  });
}
