import { join } from 'node:path';
import { expect } from 'chai';
import { runGit } from '../../../src/cli/demo/run-git.ts';
import type { LoggedRequest } from '../../../src/emulator/http/request-log.ts';
import { eventually, Workshop } from './workshop.ts';

const TICKETS = 1_300;
/** What is committed together, and what Jira gives at once. */
const BATCH = 500;
const PAGE = 100;

for (const personality of ['server', 'cloud'] as const) {
  describe(`tract onboard of a big project that is interrupted, ${personality}`, function () {
    this.timeout(180_000);
    let workshop: Workshop;
    before(async () => {
      // Written long before, so that no poll brings them.
      let nowMs = Date.now() - 24 * 3600_000;
      workshop = await Workshop.open(personality, () => nowMs);
      for (let count = 2; count < TICKETS; count += 1) {
        workshop.jira.as('anna').createIssue('APP', 'Task', { summary: `Ticket ${count}` });
      }
      nowMs += 24 * 3600_000;
      workshop.jira.settings.searchPageCap = PAGE;
    });
    afterEach(() => {
      workshop.jira.settings.latencyMs = 0;
      workshop.jira.requests.reset();
    });
    after(() => workshop.close());

    const git = async (repository: string, ...args: readonly string[]) => {
      return (await runGit(workshop.folder, ['--git-dir', repository, ...args])).stdout;
    };
    const tickets = async (repository: string) => {
      const names = await git(repository, 'ls-tree', '-r', '--name-only', 'main', 'issues/').catch(() => '');
      return names.split('\n').filter((name) => name !== '').length;
    };
    /** How many issues were asked for whole: their description is among the fields. */
    const wholeReads = () =>
      workshop.jira.requests.matching('POST', /\/(search|search\/jql|issue\/bulkfetch)$/).filter(isWhole);

    /** The same command again: it ends well, and asks for what is missing only. */
    async function goOn(repository: string): Promise<void> {
      const there = await tickets(repository);
      workshop.jira.settings.latencyMs = 0;
      workshop.jira.requests.reset();
      const { code, stdout, stderr } = await workshop.onboard(['--repo', repository]);
      expect(code, stdout + stderr).to.equal(0);
      expect(await tickets(repository)).to.equal(TICKETS);
      expect(wholeReads().length * PAGE).to.be.at.most(TICKETS - there + 2 * PAGE);
    }

    it('by a kill goes on behind what is committed', async () => {
      const repository = join(workshop.folder, 'killed.git');
      workshop.jira.settings.latencyMs = 150;
      const first = workshop.start(['onboard', '--repo', repository]);
      await eventually(
        () => tickets(repository),
        (count) => count > 0,
      );
      await first.stop('SIGKILL');
      expect(await tickets(repository)).to.be.within(BATCH, TICKETS - 1);
      await goOn(repository);
    });

    it('by Ctrl-C says how to go on, and does', async () => {
      const repository = join(workshop.folder, 'stopped.git');
      workshop.jira.settings.latencyMs = 150;
      const first = workshop.start(['onboard', '--repo', repository]);
      await eventually(
        () => tickets(repository),
        (count) => count > 0,
      );
      const { code, stdout, stderr } = await first.stop('SIGINT');
      expect(code).to.equal(1);
      expect(stdout + stderr).to.match(/it goes on from here|the next run goes on from there/);
      await goOn(repository);
    });

    it('by a network that is lost for longer than it is patient keeps every page that came', async () => {
      const repository = join(workshop.folder, 'lost.git');
      const path = /\/(search|search\/jql)$/;
      // Counted, then lost for good at the fourth page.
      workshop.jira.faults.add({ kind: 'reset', match: { method: 'POST', path }, after: 3, times: 1_000 });
      const { code, stdout } = await workshop.onboard(['--repo', repository]);
      workshop.jira.faults.clear();
      expect(code).to.equal(1);
      expect(stdout).to.include('cannot be reached').and.include('Run the same command again: it goes on from here.');
      expect(await tickets(repository)).to.be.within(PAGE, 4 * PAGE);
      await goOn(repository);
    });

    it('and comes to its end changes nothing when it runs again', async () => {
      const repository = join(workshop.folder, 'killed.git');
      const tip = await git(repository, 'rev-parse', 'main');
      expect((await workshop.onboard(['--repo', repository])).stdout).to.include('nothing had changed');
      expect(await git(repository, 'rev-parse', 'main')).to.equal(tip);
      expect(workshop.jira.requests.writes()).to.deep.equal([]);
    });
  });
}

function isWhole({ body }: LoggedRequest): boolean {
  const fields = (body as { readonly fields?: readonly string[] } | null)?.fields ?? [];
  return fields.includes('description');
}
