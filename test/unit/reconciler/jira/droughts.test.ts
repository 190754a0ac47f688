import { expect } from 'chai';
import { createEngine } from '../../../../src/reconciler/create-engine.ts';
import { createProject } from '../../../../src/reconciler/create-project.ts';
import { QUICK_CYCLE } from '../../../../src/reconciler/sync-requests.ts';
import { World } from '../../../support/world.ts';
import { emulatorWorld, type Flavor } from './emulator-world.ts';

const MINUTE = 60_000;

/** The real engine and client over the emulator, with git in memory and one clock for all. */
async function project(flavor: Flavor) {
  const jira = await emulatorWorld(flavor);
  const git = await new World().open();
  if (flavor === 'cloud') {
    const people = ['tract', 'anna', 'ben'].map(
      (name) => `${name}: { accountId: "${jira.jira.admin.user(name).accountId}" }\n`,
    );
    await git.push([{ kind: 'put', path: '.tract/users.yaml', content: people.join('') }]);
  }
  const parts = {
    ...(await git.parts()),
    jira: jira.side,
    project: createProject('APP', flavor),
    clock: () => jira.time.nowMs,
  };
  const engine = createEngine(parts, { schedule: null, batch: 50, sweepBatch: 50 });
  await jira.createIssue('First');
  await engine.start();
  await engine.sync(QUICK_CYCLE);
  const close = async () => {
    await engine.stop();
    await jira.close();
  };
  return { jira, git, engine, close };
}

for (const flavor of ['server', 'cloud'] as const) {
  describe(`a drought, ${flavor}`, () => {
    for (const fault of [
      { kind: 'unavailable' },
      { kind: 'html', status: 200 },
      { kind: 'rate-limited', retryAfterSeconds: 30 },
    ] as const) {
      it(`of an hour (${JSON.stringify(fault)}) is told, costs few requests, and nothing is lost or doubled`, async () => {
        const { jira, git, engine, close } = await project(flavor);
        try {
          jira.jira.faults.add({ ...fault, untilMs: jira.time.nowMs + 60 * MINUTE });
          await jira.editTitle('APP-1', 'Edited in Jira');
          await git.addFile('issues/idea.md', { values: { title: 'Born in the drought' } });
          jira.jira.requests.reset();
          const endMs = jira.time.nowMs + 61 * MINUTE;
          let cycles = 0;
          for (; jira.time.nowMs < endMs - 2 * MINUTE; jira.time.nowMs += 15_000) {
            await engine.sync(QUICK_CYCLE);
            cycles += 1;
            expect(engine.health()).to.include({ state: 'degraded' });
            expect(engine.health().reason).to.be.a('string').and.not.equal('');
          }
          // One question, tried three times, in each cycle; the first meets the drought at its three searches.
          expect(jira.jira.requests.count()).to.be.at.most(cycles * 3 + 6);
          jira.time.nowMs = endMs;
          for (let cycle = 0; cycle < 3; cycle += 1, jira.time.nowMs += MINUTE) await engine.sync(QUICK_CYCLE);
          expect(engine.health()).to.include({ state: 'ok', reason: null });
          expect((await git.file('issues/APP-1.md'))?.doc.values.title).to.equal('Edited in Jira');
          const titles = [...jira.jira.world.issues.all()].map(({ values }) => values.summary);
          expect(titles).to.deep.equal(['Edited in Jira', 'Born in the drought']);
          expect(await git.keys()).to.deep.equal(['APP-1', 'APP-2']);
        } finally {
          await close();
        }
      }).timeout(60_000);
    }
  });
}
