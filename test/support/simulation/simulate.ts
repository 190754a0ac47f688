import { sameValue } from '../../../src/model/canonical.ts';
import { Failure } from '../../../src/model/failure.ts';
import type { Value } from '../../../src/model/value.ts';
import type { CycleReport, ReportItem } from '../../../src/reconciler/cycle-report.ts';
import type { Engine } from '../../../src/reconciler/engine.ts';
import { FINE_WEATHER } from '../memory-jira.ts';
import { createRandom, type Random } from '../random.ts';
import { World } from '../world.ts';
import { AskingPeople } from './asking-people.ts';
import { checkWorld } from './check-world.ts';
import { Chronicle, wordIn, wordsIn } from './chronicle.ts';
import type { Climate } from './climate.ts';
import { Developer, FIELDS } from './developer.ts';
import { type Moment, momentOf, strike } from './disasters.ts';
import { deedInGit } from './git-deeds.ts';
import { actInJira } from './jira-deeds.ts';
import { noteRecordedRulings } from './recorded-rulings.ts';
import { createRememberingTexts } from './remembering-texts.ts';
import { createStorm, Killed, type Life, type Storm } from './storm.ts';
import { stormyJira, stormyStore } from './stormy-ports.ts';

/** What a world came to: what is wrong with it, and how much happened in it. */
export type Outcome = { readonly problems: readonly string[]; readonly figures: ReadonlyMap<string, number> };

const MOST_CYCLES_TO_REST = 30;
const QUIET_CYCLES = 3;
const QUICK = { full: false, retryHeld: false, allowDeletes: 0 };

/**
 * One world from its seed: people edit both sides while the real engine runs over memory, in bad weather; then the
 * weather clears and the world must come to rest with nothing lost and nothing twice.
 */
export async function simulate(seed: number, climate: Climate): Promise<Outcome> {
  const scene = await openScene(seed, climate);
  const { chronicle, world } = scene;
  const problems = await liveThrough(scene);
  chronicle.figures.add('worlds');
  chronicle.figures.add('Jira writes', world.jira.writes);
  return { problems, figures: chronicle.figures.counts };
}

type Scene = {
  readonly climate: Climate;
  readonly random: Random;
  readonly world: World;
  readonly chronicle: Chronicle;
  readonly storm: Storm;
  readonly developers: readonly Developer[];
  readonly asking: AskingPeople;
  /** The process that runs now. */
  process: { readonly engine: Engine; readonly life: Life };
};

async function openScene(seed: number, climate: Climate): Promise<Scene> {
  const random = createRandom(seed);
  const world = await new World().open();
  world.jiraAheadMs = climate.skewMs === 0 ? 0 : random.below(2 * climate.skewMs) - climate.skewMs;
  const chronicle = new Chronicle();
  const developers = ['jane', 'john', 'branch'].map((name) => new Developer(name, world, random, chronicle));
  const storm = createStorm(climate, random, chronicle.figures, world, () =>
    act({ climate, random, world, chronicle, developers }),
  );
  const lagMs = random.below(climate.indexLagMs + 1);
  world.jira.weather = {
    ...FINE_WEATHER,
    indexLagMs: () => (storm.isOver ? 0 : lagMs),
    listsStale: () => storm.strikes(climate.staleListing),
  };
  for (let count = 1 + random.below(3); count > 0; count--) await actInJira({ world, random, chronicle, climate });
  for (const developer of developers) await developer.pull();
  const process = await start(world, storm, chronicle);
  return {
    climate,
    random,
    world,
    chronicle,
    storm,
    developers,
    process,
    asking: new AskingPeople(world, random, chronicle),
  };
}

async function liveThrough(scene: Scene): Promise<readonly string[]> {
  const { asking, chronicle, climate, random, storm, world } = scene;
  await scene.process.engine.sync({ ...QUICK, full: true });
  storm.begin();
  const past: Moment[] = [];
  for (let step = 0; step < climate.steps; step++) {
    chronicle.figures.add('steps');
    for (let deed = random.below(climate.deeds); deed > 0; deed--) await act(scene);
    past.push(await momentOf(world));
    if (await strike(world, random, climate, chronicle, past)) await restart(scene);
    if (random.chance(climate.request)) asking.wish();
    const wrong = await asking.askAll(scene.process.engine);
    if (wrong.length > 0) return wrong;
    world.nowMs += 1_000 + random.below(90_000);
    if (random.chance(climate.nudges)) nudge(scene);
    await run(scene, QUICK);
  }
  return rest(scene);
}

type Actors = Pick<Scene, 'climate' | 'random' | 'world' | 'chronicle' | 'developers'>;

/** Somebody does something somewhere. */
async function act({ climate, random, world, chronicle, developers }: Actors): Promise<void> {
  if (random.chance(0.5)) return actInJira({ world, random, chronicle, climate });
  const developer = random.pick(developers);
  if (developer === undefined) return;
  // Whoever works on a branch for review seldom brings it into the main one.
  const isReviewed = developer.name !== 'branch' || random.chance(0.25);
  if (!climate.clones || random.chance(0.6)) await developer.pull();
  const deed = await deedInGit({ world, random, chronicle, climate, author: developer.name, files: developer.files() });
  if (deed !== null) await developer.commit(deed);
  if (!climate.clones || (isReviewed && random.chance(0.8))) await developer.push();
}

/** Webhooks say that something happened: to the right ticket, to another one, again and again, or to none at all. */
function nudge({ random, world, process, chronicle }: Scene): void {
  const keys = [...world.jira.issues.values()].flatMap(({ id, key }) => [id, key]);
  const refs = [random.pick(keys) ?? '', random.pick(keys) ?? '', 'APP-99', 'no key'].slice(random.below(4));
  for (const side of ['jira', 'git', 'jira'] as const) process.engine.nudge(side, refs);
  chronicle.figures.add('webhooks', 3);
}

async function run(scene: Scene, request: { full: boolean; retryHeld: boolean; allowDeletes: number }) {
  const { chronicle, process } = scene;
  const report = await process.engine.sync(request);
  chronicle.figures.add('cycles');
  chronicle.figures.add('commits', report.commits.length);
  if (process.life.isDead) await restart(scene);
  return report;
}

/** What the cycles of a process tell of conflicts, those that a request began among them. */
function hear(world: World, chronicle: Chronicle, { items }: CycleReport): void {
  const conflicts = items.flatMap((item) => item.findings).filter(({ verdict }) => verdict === 'conflict');
  chronicle.figures.add('conflicts', conflicts.length);
  // Where nothing was agreed before, nobody wrote over anything knowingly: the rule of the field chose, and told.
  const met = conflicts.filter(({ base }) => base === null || base === undefined);
  chronicle.loosen(met.flatMap(({ ref, git, jira }) => [git, jira].flatMap((value) => valueWords(ref, value))));
  for (const item of items) noteRulings(world, chronicle, item);
}

/** Of two edits against each other the rule of the field took one, and told: whoever sees that one has seen the other go. */
function noteRulings(world: World, chronicle: Chronicle, { key, findings }: ReportItem): void {
  const home = world.jira.byKey(key ?? '')?.id;
  for (const { ref, verdict, base, git, jira, desired } of findings) {
    if (home === undefined || verdict !== 'conflict' || base === undefined || !isField(ref)) continue;
    const [winner, loser] = sameValue(asValue(desired), asValue(git)) ? [git, jira] : [jira, git];
    chronicle.rule(home, ref, asValue(winner), asValue(loser));
  }
}

function isField(ref: string): boolean {
  return FIELDS.some((field) => field === ref);
}

function asValue(value: unknown): Value {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function valueWords(field: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return wordsIn(value.join(' '));
  return typeof value === 'string' || typeof value === 'number' ? [wordIn(field, value)] : [];
}

/** A killed process is followed by a new one on the same repository and the same Jira; it may be killed at its start. */
async function restart(scene: Scene): Promise<void> {
  scene.process.life.isDead = true;
  await noteRecordedRulings(scene.world, scene.chronicle);
  for (;;) {
    try {
      scene.process = await start(scene.world, scene.storm, scene.chronicle);
      return;
    } catch (error) {
      if (!(error instanceof Killed) && !(error instanceof Failure)) throw error;
    }
  }
}

async function start(world: World, storm: Storm, chronicle: Chronicle): Promise<Scene['process']> {
  const life: Life = { isDead: false };
  const engine = await world.engine({
    store: stormyStore(world.store, life, storm),
    texts: createRememberingTexts(),
    jira: stormyJira(
      world.jira.side(() => world.nowMs),
      life,
      storm,
    ),
  });
  engine.onEvent((event) => {
    if (event.kind === 'cycle') hear(world, chronicle, event.report);
  });
  return { engine, life };
}

/** The weather clears, everybody pushes, and cycles run until three in a row find nothing to do. */
async function rest(scene: Scene): Promise<readonly string[]> {
  const { asking, chronicle, developers, random, storm, world } = scene;
  storm.end();
  world.jira.hidden.clear();
  if (scene.process.life.isDead) await restart(scene);
  const [branch] = developers.filter(({ name }) => name === 'branch');
  const isMerged = random.chance(0.5);
  for (const developer of developers) if (developer !== branch || isMerged) await developer.push();
  let quiet = 0;
  for (let cycle = 0; cycle < MOST_CYCLES_TO_REST && quiet < QUIET_CYCLES; cycle++) {
    world.nowMs += 400_000;
    const [writes, tip] = [world.jira.writes, await world.tip()];
    await asking.askAll(scene.process.engine);
    const report = await run(scene, { full: cycle % 2 === 1, retryHeld: false, allowDeletes: 100 });
    const { queue } = await scene.process.engine.status();
    const isQuiet =
      !asking.areWaiting &&
      world.jira.writes === writes &&
      (await world.tip()) === tip &&
      report.error === null &&
      queue.length === 0 &&
      report.items.every((item) => item.failure === null || item.situation === 'awaited');
    quiet = isQuiet ? quiet + 1 : 0;
  }
  if (quiet === QUIET_CYCLES) return checkWorld(world, chronicle, (await branch?.unpushed()) ?? []);
  const { queue, problems, lastCycle } = await scene.process.engine.status();
  return [`no rest: ${JSON.stringify({ queue, problems, error: lastCycle?.error, items: lastCycle?.items })}`];
}
