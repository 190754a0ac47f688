import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { StatusReport } from '../../../src/reconciler/engine.ts';
import { type Clone, Workshop } from './workshop.ts';

for (const personality of ['server', 'cloud'] as const) {
  describe(`bad input, ${personality}`, () => {
    let workshop: Workshop;
    let clone: Clone;
    let told: string;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      await workshop.serve();
      clone = await workshop.clone();
      clone.write('issues/broken.md', '---\ntitle: [broken\n---\n');
      clone.write('issues/twice.md', '---\ntitle: a\ntitle: b\n---\n');
      clone.write('issues/large.md', `---\ntitle: large\n---\n\n${'x'.repeat(5_000_000)}\n`);
      clone.write(
        'issues/binary.md',
        Uint8Array.from({ length: 3000 }, (_, index) => (index * 7919) % 256),
      );
      clone.write('issues/APP-9999.md', '---\ntitle: Nobody knows me\n---\n');
      clone.write('issues/folder/deep.md', '---\ntitle: Too deep\n---\n');
      clone.write('issues/stranger.md', '---\ntitle: For a stranger\nassignee: nobody.at.all\n---\n');
      symlinkSync('/etc/passwd', join(clone.path, 'issues', 'APP-7.md'));
      clone.edit('issues/APP-1.md', (text) =>
        text.replace(/^status: .*$/m, 'status: Nonsense').replace('title: First', 'title: Still flows'),
      );
      clone.write('issues/good.md', '---\ntitle: A good one\n---\n');
      told = await clone.push();
    });
    after(() => workshop.close());

    it('lets everything else flow, the good fields of a ticket with a bad one too', () => {
      const titles = [...workshop.jira.world.issues.all()].map(({ values }) => values.summary);
      expect(titles).to.include.members(['Still flows', 'A good one']).and.not.include('Nobody knows me');
    });

    it('tells whoever pushed, by name and with the reason', () => {
      expect(told).to.include('✗ Sync error: Issue APP-9999 not found in Jira');
      expect(told)
        .to.match(/issues\/broken\.md: line 3:/)
        .and.match(/issues\/twice\.md: line 3: the key "title" is there twice/);
      expect(told)
        .to.match(/issues\/large\.md: .*larger/)
        .and.match(/issues\/binary\.md: .*not UTF-8/);
      expect(told)
        .to.match(/APP-7: .*links are not followed/)
        .and.match(/APP-1 status: .*Nonsense/);
      expect(told).to.match(/issues\/stranger\.md: .*nobody\.at\.all/);
    });

    it('keeps showing each in tract status until it is mended', async () => {
      const { stdout } = await workshop.ask(clone, ['status', '--json']);
      const { problems, pending } = JSON.parse(stdout) as StatusReport;
      expect(problems.map(({ path }) => path).sort()).to.deep.equal([
        'issues/APP-7.md',
        'issues/APP-9999.md',
        'issues/binary.md',
        'issues/broken.md',
        'issues/folder/deep.md',
        'issues/large.md',
        'issues/stranger.md',
        'issues/twice.md',
      ]);
      expect(pending.map(({ key, holds }) => [key, holds.map(({ field }) => field)])).to.deep.equal([
        ['APP-1', ['status']],
      ]);
      expect((await workshop.ask(clone, ['status', '--exit-code'])).code).to.equal(3);
    });

    it('does not ask Jira again for what it refused', async () => {
      const before = workshop.jira.requests.writes().length;
      expect((await workshop.ask(clone, ['sync'])).code).to.equal(0);
      expect(workshop.jira.requests.writes()).to.have.length(before);
    });

    it('asks Jira again when told to, and goes on holding what it refuses again', async () => {
      const { code, stdout } = await workshop.ask(clone, ['sync', '--retry-held']);
      expect(stdout).to.include('✗ APP-1 status:');
      expect(code).to.equal(3);
      const { pending } = JSON.parse((await workshop.ask(clone, ['status', '--json'])).stdout) as StatusReport;
      expect(pending.map(({ key, holds }) => [key, holds.map(({ field }) => field)])).to.deep.equal([
        ['APP-1', ['status']],
      ]);
    });

    it('forgets each as soon as it is mended', async () => {
      await clone.pull();
      await clone.git(
        'rm',
        '-rq',
        'issues/folder',
        'issues/APP-7.md',
        'issues/APP-9999.md',
        'issues/large.md',
        'issues/binary.md',
      );
      await clone.git('rm', '-q', 'issues/stranger.md', 'issues/twice.md');
      clone.write('issues/broken.md', '---\ntitle: Mended\n---\n');
      clone.edit('issues/APP-1.md', (text) => text.replace('status: Nonsense', 'status: In Progress'));
      await clone.push();
      const { stdout } = await workshop.ask(clone, ['status', '--json']);
      expect(JSON.parse(stdout)).to.deep.include({ problems: [], pending: [] });
    });

    it('keeps the configuration that holds when a pushed one is broken, and says so', async () => {
      await clone.pull();
      clone.edit('.tract/config.yaml', (text) => text.replace('deletedInGit: restore', 'deletedInGit: maybe'));
      clone.edit('issues/APP-1.md', (text) => text.replace('title: Still flows', 'title: Flows on'));
      await clone.push();
      const { stdout } = await workshop.ask(clone, ['status']);
      expect(stdout).to.include('deletedInGit: must be restore, ignore, close or delete-in-jira');
      expect(workshop.jira.world.issues.find('APP-1')?.values.summary).to.equal('Flows on');
    });
  });
}
