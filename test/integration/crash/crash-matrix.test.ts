import { expect } from 'chai';
import { PERSONALITIES } from '../flows/flow-site.ts';
import { checkProject, checkScene, readState } from './check-scene.ts';
import { CrashSite } from './crash-site.ts';
import { GIT_MOMENTS, JIRA_MOMENTS, REQUEST_MOMENTS } from './moments.ts';
import { killAsked, killAt, killBetweenRefs, MEMORY, putBackAfterKill } from './run-moment.ts';
import { prepare, type Scene, sceneOf } from './scene.ts';

const [BEFORE, AFTER] = ['before ', 'after '].map((start) => JIRA_MOMENTS.filter((moment) => moment.startsWith(start)));
/**
 * Every moment once, in half the time: what is written to the repository does not depend on which Jira it is, and
 * nothing of an action is in either before it. With `CRASH_MOMENTS=all` each Jira gets them all.
 */
const MOMENTS =
  process.env.CRASH_MOMENTS === 'all'
    ? { server: [...GIT_MOMENTS, ...JIRA_MOMENTS], cloud: [...GIT_MOMENTS, ...JIRA_MOMENTS] }
    : { server: [...GIT_MOMENTS, ...(BEFORE ?? [])], cloud: AFTER ?? [] };
/** What is still where it was when git is cut between two refs. */
const LEFT = [MEMORY, MEMORY.slice(1)];

for (const personality of PERSONALITIES) {
  describe(`the sync service is killed at every moment between two writes, ${personality}`, function () {
    this.timeout(60_000);
    const moments = MOMENTS[personality];
    /** APP-1 and APP-2 are there before. */
    const scenes = Array.from({ length: moments.length + LEFT.length + 1 }, (_, index) =>
      sceneOf(`APP-${index + 3}`, index),
    );
    const unplayed = [...scenes];
    let site: CrashSite;

    before(async () => {
      const titles = scenes.map(({ title }) => title);
      site = await CrashSite.open(personality, titles);
      for (const scene of scenes) prepare(site, scene);
      await site.start();
      await site.rest();
    });
    after(() => site?.close());

    async function endsWell(kill: (scene: Scene) => Promise<void>): Promise<void> {
      const scene = unplayed.shift();
      if (scene === undefined) throw new Error('no scene is left');
      await kill(scene);
      site.passTime();
      await site.start();
      await site.rest();
      const state = await readState(site);
      expect([...checkScene(site, scene, state), ...checkProject(state)]).to.deep.equal([]);
    }

    for (const moment of moments) {
      it(`${moment}: nothing is lost, and nothing is there twice`, () =>
        endsWell((scene) => killAt(site, moment, scene)));
    }

    for (const left of LEFT) {
      it(`while its refs move, but not yet ${left.join(' and ')}`, () =>
        endsWell((scene) => killBetweenRefs(site, left, scene)));
    }

    it('with a memory that somebody puts back by one meanwhile', () =>
      endsWell((scene) => putBackAfterKill(site, MEMORY, scene)));

    it('asked for a time entry over HTTP, it makes one, however often it is killed meanwhile', async () => {
      for (const [index, moment] of REQUEST_MOMENTS.entries()) {
        const word = `asked${index}x`;
        await killAsked(site, moment, { ...sceneOf('APP-1', index), word });
        await site.rest();
        const { git, jira } = await readState(site);
        const counts = [jira, git].map(({ worklogs }) => worklogs.split(`${word}askeddid`).length - 1);
        expect(counts, `in Jira and in git, killed ${moment}`).to.deep.equal([1, 1]);
      }
    });

    it('a sweep over all that was interrupted finds nothing to do', async () => {
      const writes = site.jira.requests.writes().length;
      const tip = await site.tip();
      await site.rest(true);
      expect(site.jira.requests.writes()).to.have.length(writes);
      expect(await site.tip()).to.equal(tip);
    });
  });
}
