import { expect } from 'chai';
import fc from 'fast-check';
import { createEngine } from '../../../../src/reconciler/create-engine.ts';
import type { Engine } from '../../../../src/reconciler/engine.ts';
import { createTextService, type TextService } from '../../../../src/reconciler/text/text-service.ts';
import { hostileBytes } from '../../../support/hostile-bytes.ts';
import { wiki } from '../../../support/memory-jira.ts';
import { CONFIG, World } from '../../../support/world.ts';

const SYNC = { full: false, retryHeld: false, allowDeletes: 0 };
const LATER_MS = 60_000;
const SHEET = 'worklogs/2026-02.jsonl';
const LINE =
  '{"id":"01a","issue":"APP-1","author":"jane","time":"1h","started":"2026-02-03T09:00:00Z","comment":"Did"}\n';
const TICKET = `---
title: First
type: Task
status: To Do
labels: [x, y]
links: [blocks APP-3]
due: 2026-03-01
---

Some *text*.

## Comments

### jane (2026-02-14T09:00:00Z)

Said.
`;
const QUEUED = '{"id":"01q","path":"issues/an idea.md","at":"2026-02-14T09:00:00Z","author":"jane"}\n';
const RECORD = `issue: APP-1
conflicts:
  - field: title
    take: git
    since: 2026-02-14T09:00:00Z
    reason: git says "A", Jira says "B"
    rule: policy hold
    git: {value: A, by: jane}
    jira: {value: B}
    seen: {git: a, jira: b}
`;

/** Where somebody may push whatever they like, what is there when they mean well, and which tickets it is about. */
const PLACES: readonly { readonly path: string; readonly good: string }[] = [
  { path: 'issues/APP-1.md', good: TICKET },
  { path: 'issues/a new one.md', good: TICKET },
  { path: SHEET, good: LINE.repeat(3) },
  {
    path: '.tract/config.yaml',
    good: `${CONFIG}policies: { priority: git }\nfields:\n  points: { id: customfield_1 }\n`,
  },
  { path: '.tract/users.yaml', good: 'boss: boss\njane: jane\njohn: { name: john }\ntract: tract\n' },
  { path: '.tract/queue/create.jsonl', good: QUEUED.repeat(2) },
  { path: '.tract/queue/worklogs/20260214T090000Z-01a.json', good: LINE },
  { path: '.tract/conflicts/APP-1.yaml', good: RECORD },
];

describe('whatever somebody pushes', function () {
  this.timeout(120_000);
  let texts: TextService;
  before(() => {
    texts = createTextService({ deadlineMs: 1_000, threads: 1 });
  });
  after(() => texts.close());

  for (const { path, good } of PLACES) {
    it(`as ${path} harms nothing beside it, and the other tickets stay in sync`, () =>
      fc.assert(
        fc.asyncProperty(hostileBytes(good), async (bytes) => {
          const { world, engine } = await begin(texts);
          const before = await filesOf(world);
          await world.push([{ kind: 'put', path, content: bytes }]);
          await editOthers(world);
          const reports = [await engine.sync(SYNC), await engine.sync(SYNC)];
          expect(reports.map(({ error }) => error)).to.deep.equal([null, null]);
          expect(await othersOf(world)).to.deep.equal(EDITED);
          expect(await changedBeside(world, before, path)).to.deep.equal([]);
          expect(Object.hasOwn(Object.prototype, 'polluted')).to.equal(false);
          await engine.stop();
        }),
        { numRuns: 40 },
      ));
  }
});

/** Three tickets on both sides, the first of which has a time entry. */
async function begin(service: TextService): Promise<{ readonly world: World; readonly engine: Engine }> {
  const world = await new World().open();
  for (const title of ['First', 'Second', 'Third']) {
    world.jira.create({ title }, { description: wiki(`About the ${title}`) });
  }
  const parts = { ...(await world.parts()), texts: { ...service, close: async () => {} } };
  const engine = createEngine(parts, { schedule: null, batch: 50, sweepBatch: 50 });
  await engine.start();
  await engine.sync({ ...SYNC, full: true });
  await world.push([{ kind: 'put', path: SHEET, content: LINE }]);
  await engine.sync(SYNC);
  world.nowMs += LATER_MS;
  return { world, engine };
}

async function editOthers(world: World): Promise<void> {
  await world.editFile('issues/APP-2.md', { values: { title: 'By git' } });
  const third = [...world.jira.issues.values()].find(({ key }) => key === 'APP-3');
  if (third === undefined) throw new Error('no third ticket');
  third.values.title = 'By Jira';
  world.jira.touch(third);
}

const EDITED = {
  jira: { 'APP-2': 'By git', 'APP-3': 'By Jira' },
  git: { 'APP-2': 'By git', 'APP-3': 'By Jira' },
};

async function othersOf(world: World): Promise<typeof EDITED> {
  const inJira = (key: string) =>
    String([...world.jira.issues.values()].find((issue) => issue.key === key)?.values.title);
  const inGit = async (key: string) => String((await world.file(`issues/${key}.md`))?.doc.values.title);
  return {
    jira: { 'APP-2': inJira('APP-2'), 'APP-3': inJira('APP-3') },
    git: { 'APP-2': await inGit('APP-2'), 'APP-3': await inGit('APP-3') },
  };
}

type Files = ReadonlyMap<string, string>;

async function filesOf(world: World): Promise<Files> {
  const entries = await world.store.listTree(await world.tip(), '');
  return new Map(entries.map(({ path, oid }) => [path, oid]));
}

/** Files that changed although nobody meant them, and issues of Jira that nobody asked for. */
async function changedBeside(world: World, before: Files, path: string): Promise<readonly string[]> {
  const after = await filesOf(world);
  const mayChange = new Set([path, 'issues/APP-2.md', 'issues/APP-3.md', ...(BESIDE[path] ?? [])]);
  const files = [...before].filter(([each, oid]) => !mayChange.has(each) && after.get(each) !== oid);
  const titles = [...world.jira.issues.values()].map(({ key }) => key);
  const unasked = titles.filter((key) => !['APP-1', 'APP-2', 'APP-3'].includes(key) && path !== 'issues/a new one.md');
  return [...files.map(([each]) => each), ...unasked];
}

/** What a file says about others. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  'issues/APP-1.md': ['.tract/conflicts/APP-1.yaml'],
  [SHEET]: ['issues/APP-1.md'],
  '.tract/conflicts/APP-1.yaml': ['issues/APP-1.md'],
};
