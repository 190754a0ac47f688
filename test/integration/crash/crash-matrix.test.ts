import { expect } from 'chai';
import { eventually } from '../cli/workshop.ts';
import { PERSONALITIES } from '../flows/flow-site.ts';
import { checkProject, checkScene, readState } from './check-scene.ts';
import { CrashSite } from './crash-site.ts';
import { DELETE_MOMENTS, GIT_MOMENTS, JIRA_MOMENTS, REQUEST_MOMENTS, UNDO_MOMENTS } from './moments.ts';
import { killAsked, killAt, killBetweenRefs, MEMORY, putBackAfterKill } from './run-moment.ts';
import { prepare, type Scene, sceneOf } from './scene.ts';
import { checkUndone, deleteInJira, killDeleting, killUndoing } from './undo-scene.ts';

const [BEFORE, AFTER] = [halfOf('before '), halfOf('after ')];
/**
 * Every moment once, in half the time: what is written to the repository does not depend on which Jira it is, and
 * nothing of an action is in either before it. With `CRASH_MOMENTS=all` each Jira gets them all.
 */
const SHARES = { server: BEFORE, cloud: AFTER };
const MOMENTS = { server: [...GIT_MOMENTS, ...BEFORE(JIRA_MOMENTS)], cloud: AFTER(JIRA_MOMENTS) };
const ALL = [...GIT_MOMENTS, ...JIRA_MOMENTS];
const GETS_ALL = process.env.CRASH_MOMENTS === 'all';

function halfOf(start: string): (all: readonly string[]) => readonly string[] {
  return (all) => all.filter((moment) => moment.startsWith(start));
}

/** What is still where it was when git is cut between two refs. */
const LEFT = [MEMORY, MEMORY.slice(1)];

for (const personality of PERSONALITIES) {
  describe(`the sync service is killed at every moment between two writes, ${personality}`, function () {
    this.timeout(180_000);
    const moments = GETS_ALL ? ALL : MOMENTS[personality];
    const undoing = GETS_ALL ? UNDO_MOMENTS : SHARES[personality](UNDO_MOMENTS);
    const deleting = GETS_ALL ? DELETE_MOMENTS : SHARES[personality](DELETE_MOMENTS);
    /** APP-1 and APP-2 are there before. */
    const count = moments.length + LEFT.length + 1 + undoing.length + deleting.length;
    const scenes = Array.from({ length: count }, (_, index) => sceneOf(`APP-${index + 3}`, index));
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

    function nextScene(): Scene {
      const scene = unplayed.shift();
      if (scene === undefined) throw new Error('no scene is left');
      return scene;
    }

    async function endsWell(kill: (scene: Scene) => Promise<void>): Promise<void> {
      const scene = nextScene();
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

    for (const moment of undoing) {
      it(`${moment}, undoing a cycle: it is undone once, and what came later stays`, async () => {
        const scene = nextScene();
        await killUndoing(site, moment, scene);
        await site.rest();
        expect([...(await checkUndone(site, scene)), ...checkProject(await readState(site))]).to.deep.equal([]);
      });
    }

    it('deleting an issue whose file was removed, it deletes that one and nothing else', async () => {
      await deleteInJira(site);
      const deleted: string[] = [];
      for (const moment of deleting) {
        const issues = site.jira.world.issues.size;
        const scene = nextScene();
        deleted.push(scene.key);
        await killDeleting(site, moment, scene);
        await site.rest();
        const state = await readState(site);
        expect(
          state.issues.filter(({ key }) => key === scene.key),
          `killed ${moment}`,
        ).to.deep.equal([]);
        expect([state.issues.length, checkProject(state)]).to.deep.equal([issues - 1, []]);
      }
      // To what was linked with a deleted issue nothing has happened, as far as Jira tells: only a sweep sees it.
      await site.rest(true);
      // What is gone is asked for once more, a second later, before its time goes from git.
      await eventually(
        async () => {
          await site.rest();
          return (await readState(site)).git.worklogs;
        },
        (worklogs) => deleted.every((key) => !worklogs.includes(`"issue":"${key}"`)),
      );
    });

    it('a sweep over all that was interrupted finds nothing to do', async () => {
      const writes = site.jira.requests.writes().length;
      const tip = await site.tip();
      await site.rest(true);
      expect(site.jira.requests.writes()).to.have.length(writes);
      const late = await site.flow.workshop.git('log', '-p', '--format=%B', `${tip}..${await site.tip()}`);
      expect(late).to.equal('');
    });
  });
}
