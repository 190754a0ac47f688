import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { newId } from '../../../src/cli/offline/new-id.ts';
import { queueWorklog } from '../../../src/cli/offline/queue-entries.ts';
import type { LoggedRequest, RequestLog } from '../../../src/emulator/http/request-log.ts';
import type { GitWorklog } from '../../../src/model/worklog.ts';
import type { Clone } from '../cli/workshop.ts';
import { commit, FlowSite, PERSONALITIES, push } from './flow-site.ts';

const ISSUES = 100;
const ON_ONE_ISSUE = 12;
const WORKLOG = /\/issue\/([^/]+)\/worklog$/;
const MINUTE_MS = 60_000;
const WORKING = { secondsPerDay: 8 * 3600, secondsPerWeek: 40 * 3600 };

for (const personality of PERSONALITIES) {
  describe(`a backlog of queued time, ${personality}`, function () {
    this.timeout(120_000);
    let site: FlowSite;
    before(async () => {
      const titles = Array.from({ length: ISSUES }, (_, index) => `Part ${index + 1}`);
      site = await FlowSite.open(personality, { titles });
    });
    after(() => site?.close());

    it('is in Jira exactly once, in the order in which it was logged, and one after another on one issue', async () => {
      const clone = await site.clone();
      const keys = Array.from({ length: ISSUES }, (_, index) => `APP-${index + 3}`);
      const entries = [...keys, ...Array.from({ length: ON_ONE_ISSUE }, () => 'APP-1')].map(entryOf(site.me));
      // The lines lie the other way round, as a merge may leave them: the queue says which is the oldest.
      for (const entry of entries.toReversed()) queue(clone, entry);
      await commit(clone, 'Log a journey');
      await site.start();
      site.jira.settings.latencyMs = 50;
      const overlaps = watchOverlaps(site.jira.requests);
      const beganMs = Date.now();
      const { code, remote } = await push(clone);
      const tookMs = Date.now() - beganMs;
      console.log(`      ${entries.length} entries at 50 ms a request: ${(tookMs / 1000).toFixed(1)} s`);
      site.jira.settings.latencyMs = 0;
      expect([code, remote[0]]).to.deep.equal([0, `✓ Synced ${entries.length} queued worklogs to Jira`]);
      for (const key of [...keys, 'APP-1']) {
        const wanted = entries.filter(({ issue }) => issue === key).map(({ started, seconds }) => [started, seconds]);
        expect(
          site.worklogs(key).map(({ started, seconds }) => [started, seconds]),
          key,
        ).to.deep.equal(wanted);
      }
      const sent = site.jira.requests.matching('POST', WORKLOG);
      expect(sent).to.have.length(entries.length);
      expect(overlaps(), 'written to while a write was under way').to.deep.equal([]);
      expect(await site.queued()).to.deep.equal([]);
      await clone.pull();
      expect(existsSync(join(clone.path, '.tract/queue/worklogs'))).to.equal(false);
      expect((await site.ask(clone, 'sync', '--full')).stdout).to.equal('✓ In sync: nothing to do\n');
      expect(site.jira.requests.matching('POST', WORKLOG)).to.have.length(entries.length);
    });
  });
}

/** Each entry begins a minute after the one before; the minute is its length, too, so that none is like another. */
function entryOf(author: string) {
  return (issue: string, index: number): GitWorklog & { readonly id: string } => {
    const startedMs = Date.UTC(2026, 1, 16, 8) + index * MINUTE_MS;
    const started = new Date(startedMs).toISOString().replace('.000Z', 'Z');
    return { id: newId(startedMs), issue, author, seconds: (index + 1) * 60, started, comment: `Entry ${index + 1}` };
  };
}

/** As `tract log` leaves it in a clone, without a commit for each. */
function queue(clone: Clone, entry: GitWorklog & { readonly id: string }): void {
  for (const { path, edit } of queueWorklog(entry, { at: entry.started, queued: [], working: WORKING })) {
    const before = existsSync(join(clone.path, path)) ? Buffer.from(clone.read(path)) : null;
    const after = edit(before);
    if (after !== null) clone.write(path, after);
  }
}

/** Notes every write that reaches an issue while another write to it has no answer yet. */
function watchOverlaps(requests: RequestLog): () => readonly string[] {
  const last = new Map<string, LoggedRequest>();
  const overlaps: string[] = [];
  const add = requests.add.bind(requests);
  requests.add = (request) => {
    const issue = request.method === 'GET' ? undefined : /\/issue\/([^/]+)/.exec(request.path)?.[1];
    if (issue !== undefined) {
      if (last.get(issue)?.status === null) overlaps.push(request.path);
      last.set(issue, request);
    }
    add(request);
  };
  return () => overlaps;
}
