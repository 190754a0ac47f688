import { expect } from 'chai';
import type { JiraPoll } from '../../../../src/reconciler/jira-side.ts';
import { createNameBook } from '../../../../src/reconciler/name-book.ts';
import { type EmulatorWorld, emulatorWorld, type Flavor, testWorlds } from './emulator-world.ts';

const STARTED = '2026-02-14T09:00:00Z';

for (const flavor of ['server', 'cloud'] as const) {
  describe(`polling ${flavor}`, () => {
    let world: EmulatorWorld;

    beforeEach(async () => {
      world = await emulatorWorld(flavor);
      await world.side.connect();
    });

    afterEach(async () => {
      await world.close();
    });

    /** Polls, and counts the requests that took. */
    const pollFrom = async (poll: JiraPoll) => {
      world.jira.requests.reset();
      const next = await world.side.poll(poll.cursor);
      return { ...next, requests: world.jira.requests.count() };
    };

    it('costs three requests when nothing happened, though the overlap has issues and worklogs in it', async () => {
      const start = await world.side.poll(null);
      const issue = await world.createIssue('First');
      await world.logWork(issue.key, 3600, STARTED, 'Work');
      await world.settle();
      const busy = await pollFrom(start);
      expect(busy.worklogIssues).to.deep.equal([issue.id]);
      const quiet = await pollFrom(busy);
      expect(quiet.requests).to.equal(3);
      expect(quiet.worklogIssues).to.deep.equal([]);
    });

    it('learns of a rename within minutes, and asks no more for it in any poll', async () => {
      const names = createNameBook();
      const side = world.open({ names });
      await side.connect();
      let { cursor } = await side.poll(null);
      const { admin } = world.jira;
      admin.rename('statuses', 'Done', 'Finished');
      admin.rename('components', 'api', 'service');
      admin.rename('priorities', 'High', 'Urgent');
      const seen: string[] = [];
      for (let polls = 0; polls < 60; polls++) {
        world.time.nowMs += 15_000;
        world.jira.requests.reset();
        ({ cursor } = await side.poll(cursor));
        expect(world.jira.requests.count()).to.be.at.most(3);
        seen.push(...names.takeRenamings().map(({ to }) => to));
      }
      expect(seen.sort()).to.deep.equal(['Finished', 'Urgent', 'service']);
    });

    it('asks for the worklog feeds all the same, where it polls seldom', async () => {
      const issue = await world.createIssue('First');
      let poll: JiraPoll = await world.side.poll(null);
      const seen: string[] = [];
      for (let polls = 0; polls < 6; polls++) {
        await world.logWork(issue.key, 3600, STARTED, 'Work');
        world.time.nowMs += 600_000;
        poll = await pollFrom(poll);
        seen.push(...poll.worklogIssues);
      }
      await world.settle();
      poll = await pollFrom(poll);
      expect([...seen, ...poll.worklogIssues]).to.have.length.at.least(5);
      expect((await pollFrom(poll)).worklogIssues).to.deep.equal([]);
    });

    it('tells again what was seen, where the caller kept an older cursor', async () => {
      const start = await world.side.poll(null);
      const issue = await world.createIssue('First');
      await world.logWork(issue.key, 3600, STARTED, 'Work');
      await world.settle();
      await pollFrom(start);
      expect((await pollFrom(start)).worklogIssues).to.deep.equal([issue.id]);
    });

    it('leaves out issues and worklogs of other projects, and asks about those once', async () => {
      world.jira.admin.addProject({ key: 'OTHER', lead: 'ben' });
      const start = await world.side.poll(null);
      const ben = world.jira.as('ben');
      const other = ben.createIssue('OTHER', 'Task', { summary: 'Elsewhere' });
      ben.logWork(other.key, { timeSpentSeconds: 3600, comment: 'Work' });
      await world.settle();
      const first = await pollFrom(start);
      expect([first.stamps, first.worklogIssues]).to.deep.equal([[], []]);
      ben.logWork(other.key, { timeSpentSeconds: 3600, comment: 'More' });
      await world.settle();
      const second = await pollFrom(first);
      expect(second.worklogIssues).to.deep.equal([]);
      expect(world.jira.requests.count('GET', /\/issue\//)).to.equal(0);
    });

    it('sees a worklog that Jira withheld for a minute', async () => {
      const issue = await world.createIssue('First');
      await world.settle();
      let poll: JiraPoll = await world.side.poll(null);
      await world.logWork(issue.key, 3600, STARTED, 'Work');
      poll = await pollFrom(poll);
      expect(poll.worklogIssues).to.deep.equal([]);
      await world.settle();
      expect((await pollFrom(poll)).worklogIssues).to.deep.equal([issue.id]);
    });

    it('reads both spellings of the last page', async () => {
      world.jira.settings.lastPageSpelling = 'isLastPage';
      const start = await world.side.poll(null);
      const issue = await world.createIssue('First');
      await world.logWork(issue.key, 3600, STARTED, 'Work');
      await world.settle();
      expect((await pollFrom(start)).worklogIssues).to.deep.equal([issue.id]);
    });

    it('misses nothing that the index shows late', async () => {
      world.jira.settings.searchLagMs = 100_000;
      let poll: JiraPoll = await world.side.poll(null);
      const late = await world.createIssue('Late');
      world.jira.settings.searchLagMs = 0;
      await world.settle();
      const early = await world.createIssue('Early');
      poll = await pollFrom(poll);
      expect(poll.stamps.map(({ key }) => key)).to.deep.equal([early.key]);
      world.time.nowMs += 15_000;
      poll = await pollFrom(poll);
      expect(poll.stamps.map(({ key }) => key)).to.include(late.key);
    });

    it('keeps to the restriction of the scope', async () => {
      const side = world.open({ jql: 'labels = sync' });
      const start = await side.poll(null);
      await world.createIssue('Out');
      const inside = await world.createIssue('In');
      world.jira.as('anna').editIssue(inside.key, { labels: ['sync'] });
      await world.settle();
      expect((await side.poll(start.cursor)).stamps.map(({ key }) => key)).to.deep.equal([inside.key]);
      const read = await side.read(['APP-1', 'APP-2']);
      expect([...read.values()].map(({ kind }) => kind)).to.deep.equal(['outside', 'present']);
    });

    it('goes through many pages', async () => {
      world.jira.settings.searchPageCap = 7;
      world.jira.settings.shortPages = flavor === 'cloud';
      const start = await world.side.poll(null);
      for (let n = 0; n < 30; n += 1) await world.createIssue(`Issue ${n}`);
      await world.settle();
      const { stamps } = await pollFrom(start);
      expect(stamps.length).to.equal(30);
      expect(new Set(stamps.map(({ id }) => id)).size).to.equal(30);
    });
  });
}

describe('polling with a clock that was put back', () => {
  const makeWorld = testWorlds();
  const zones: readonly [Flavor, string][] = [
    ['server', 'Europe/Berlin'],
    ['cloud', 'America/New_York'],
  ];
  for (const [flavor, timeZone] of zones) {
    it(`misses nothing in ${timeZone} (${flavor})`, async () => {
      const world = await makeWorld(flavor);
      world.jira.admin.changeUser('tract', { timeZone });
      const [from, to] =
        timeZone === 'Europe/Berlin'
          ? ['2026-10-24T23:00:00Z', '2026-10-25T03:00:00Z']
          : ['2026-11-01T04:00:00Z', '2026-11-01T08:00:00Z'];
      world.time.nowMs = Date.parse(from);
      let poll = await world.side.poll(null);
      const seen = new Set<string>();
      const made: string[] = [];
      while (world.time.nowMs < Date.parse(to)) {
        made.push((await world.createIssue('In the night')).key);
        world.time.nowMs += 10 * 60_000;
        poll = await world.side.poll(poll.cursor);
        for (const { key } of poll.stamps) seen.add(key);
      }
      expect([...seen]).to.include.members(made);
    });
  }
});

for (const flavor of ['server', 'cloud'] as const) {
  describe(`polling while time is told otherwise, ${flavor}`, () => {
    const world = testWorlds();
    const MINUTE = 60_000;

    /** Somebody edits another issue each minute, and a poll comes every so often; answers the keys that no poll ever saw. */
    async function missed(
      jira: EmulatorWorld,
      everyMs: number,
      minutes: number,
      meanwhile: (minute: number) => void,
    ): Promise<readonly string[]> {
      const issues = [];
      for (let each = 0; each < minutes; each++) issues.push(await jira.createIssue(`Issue ${each}`));
      jira.time.nowMs += 2 * 3_600_000;
      await jira.side.connect();
      let { cursor } = await jira.side.poll(null);
      // An index has the last stamp of each, so that only what moved is news.
      const known = new Map<string, string>();
      const edited = new Map<string, string>();
      for (let at = 0; at <= minutes * MINUTE + 15 * MINUTE; at += MINUTE / 4) {
        const minute = at / MINUTE;
        if (Number.isInteger(minute)) meanwhile(minute);
        const issue = Number.isInteger(minute) ? issues[minute] : undefined;
        if (issue !== undefined) {
          await jira.editTitle(issue.key, `Edited ${minute}`);
          edited.set(issue.key, new Date(jira.jira.world.issues.find(issue.key)?.updatedMs ?? 0).toISOString());
        }
        jira.time.nowMs += MINUTE / 4;
        if (at % everyMs !== 0) continue;
        const poll = await jira.side.poll(cursor);
        ({ cursor } = poll);
        for (const { key, updated } of poll.stamps)
          known.set(key, new Date(updated.replace(/\+0000$/, 'Z')).toISOString());
      }
      expect(edited.size).to.equal(minutes);
      return [...edited].filter(([key, updated]) => known.get(key) !== updated).map(([key]) => key);
    }

    for (const to of ['America/New_York', 'Asia/Tokyo', 'Asia/Kolkata'] as const) {
      for (const everyMs of [MINUTE / 4, 15 * MINUTE]) {
        it(`misses nothing where our account's zone becomes ${to}, polling every ${everyMs / 1000} s`, async () => {
          const jira = await world(flavor);
          const change = (minute: number) => {
            if (minute === 10) jira.jira.admin.changeUser('tract', { timeZone: to });
          };
          expect(await missed(jira, everyMs, 40, change)).to.deep.equal([]);
        });
      }
    }

    for (const hours of [-1, 1]) {
      it(`misses nothing where Jira's clock is ${hours} h off from ours`, async () => {
        const jira = await shiftedWorld(flavor, hours * 60 * MINUTE);
        expect(await missed(jira.world, MINUTE / 4, 20, () => {})).to.deep.equal([]);
      });

      it(`misses nothing where Jira's clock moves by ${hours} h meanwhile, and back`, async () => {
        const jira = await shiftedWorld(flavor, 0);
        const shift = (minute: number) => {
          if (minute === 10) jira.shift(hours * 60 * MINUTE);
          if (minute === 20) jira.shift(0);
        };
        expect(await missed(jira.world, MINUTE / 4, 40, shift)).to.deep.equal([]);
      });
    }

    /** A Jira with a clock of its own. */
    async function shiftedWorld(personality: Flavor, startMs: number) {
      let aheadMs = startMs;
      let time: EmulatorWorld['time'] | null = null;
      const clock = () => (time?.nowMs ?? Date.now()) + aheadMs;
      const made = await world(personality, { clock });
      time = made.time;
      const shift = (ms: number) => {
        aheadMs = ms;
      };
      return { world: made, shift };
    }
  });
}
