import { Failure } from '../../src/model/failure.ts';
import type { Engine } from '../../src/reconciler/engine.ts';
import { AskingPeople } from './asking-people.ts';
import { checkWorld } from './check-world.ts';
import { FINE_WEATHER, type Weather } from './memory-jira.ts';
import { act, type Chronicle, emptyChronicle } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { World } from './world.ts';

/** How rough a world is: the chance of each trouble at each occasion. */
export type Climate = {
  readonly steps: number;
  readonly transient: number;
  readonly lostReply: number;
  readonly crash: number;
  /** Somebody acts on either side in the middle of a cycle. */
  readonly interruption: number;
  readonly indexLagMs: number;
  /** Somebody asks the engine for something, before a cycle. */
  readonly request: number;
};

export const ROUGH: Climate = {
  steps: 6,
  transient: 0.03,
  lostReply: 0.05,
  crash: 0.03,
  interruption: 0.05,
  indexLagMs: 40_000,
  request: 0.4,
};

/** What a world came to: what is wrong with it, and how much happened in it. */
export type Outcome = { readonly problems: readonly string[]; readonly deeds: number; readonly crashes: number };

/** The process was killed: nothing after this moment happens. */
class Killed extends Error {}

const MOST_CYCLES_TO_REST = 30;

/**
 * One world from its seed: people edit both sides while the real engine runs over memory, in bad weather; then the
 * weather clears and the world must come to rest with nothing lost and nothing twice.
 */
export async function simulate(seed: number, climate: Climate): Promise<Outcome> {
  const random = createRandom(seed);
  const world = await new World().open();
  const chronicle = emptyChronicle();
  const asking = new AskingPeople(world, random, chronicle);
  const weather = createWeather(world, random, chronicle, climate);
  let engine = await world.engine();
  await engine.sync({ full: true, retryHeld: false, allowDeletes: 0 });
  weather.begin();
  for (let step = 0; step < climate.steps; step++) {
    for (let deed = random.below(4); deed > 0; deed--) await act(world, random, chronicle);
    if (random.chance(climate.request)) asking.wish();
    const wrong = await asking.askAll(engine);
    if (wrong.length > 0) return { problems: wrong, deeds: chronicle.deeds.length, crashes: weather.crashes };
    if (weather.isDead) engine = await restart(world, weather);
    world.nowMs += 1_000 + random.below(90_000);
    engine = await runOrRestart(world, engine, weather);
  }
  weather.clear();
  const restless = await comeToRest(world, engine, weather, asking);
  const problems = restless === null ? await checkWorld(world, chronicle) : [restless];
  return { problems, deeds: chronicle.deeds.length, crashes: weather.crashes };
}

type SimulatedWeather = {
  begin(): void;
  clear(): void;
  revive(): void;
  readonly crashes: number;
  readonly isDead: boolean;
};

function createWeather(world: World, random: Random, chronicle: Chronicle, climate: Climate): SimulatedWeather {
  let isRough = false;
  let isDead = false;
  let isActing = false;
  let crashes = 0;

  const mayCrash = () => {
    if (isDead) throw new Killed();
    if (!isRough || isActing || !random.chance(climate.crash)) return;
    isDead = true;
    crashes++;
    throw new Killed();
  };
  const mayInterrupt = async () => {
    if (!isRough || isActing || !random.chance(climate.interruption)) return;
    isActing = true;
    await act(world, random, chronicle);
    isActing = false;
  };
  const weather: Weather = {
    async request(name) {
      mayCrash();
      await mayInterrupt();
      if (isRough && random.chance(climate.transient)) throw new Failure('transient', `503 for ${name}`);
    },
    async afterWrite(name) {
      mayCrash();
      if (!isRough || !random.chance(climate.lostReply)) return;
      throw new Failure('transient', `the answer to ${name} was lost`, { ambiguous: true });
    },
    indexLagMs: () => (isRough ? climate.indexLagMs : 0),
  };
  world.jira.weather = weather;
  world.gate = async () => {
    mayCrash();
    await mayInterrupt();
  };
  return {
    begin: () => {
      isRough = true;
    },
    clear: () => {
      isRough = false;
      world.jira.weather = { ...FINE_WEATHER, request: async () => mayCrash(), afterWrite: async () => mayCrash() };
    },
    revive: () => {
      isDead = false;
    },
    get crashes() {
      return crashes;
    },
    get isDead() {
      return isDead;
    },
  };
}

/** One quick cycle; a killed process is followed by a new one on the same repository and the same Jira. */
async function runOrRestart(world: World, engine: Engine, weather: SimulatedWeather): Promise<Engine> {
  await engine.sync({ full: false, retryHeld: false, allowDeletes: 0 }).catch(() => {});
  return weather.isDead ? restart(world, weather) : engine;
}

async function restart(world: World, weather: SimulatedWeather): Promise<Engine> {
  for (;;) {
    weather.revive();
    try {
      return await world.engine();
    } catch (error) {
      if (!(error instanceof Killed) && !(error instanceof Failure)) throw error;
    }
  }
}

/** Runs cycles until one finds nothing to do, with a full sweep in between; a world that never rests is wrong. */
async function comeToRest(
  world: World,
  first: Engine,
  weather: SimulatedWeather,
  asking: AskingPeople,
): Promise<string | null> {
  let engine = first;
  for (let cycle = 0; cycle < MOST_CYCLES_TO_REST; cycle++) {
    world.nowMs += 400_000;
    const writesBefore = world.jira.writes;
    const tipBefore = await world.tip();
    if (weather.isDead) engine = await runOrRestart(world, engine, weather);
    await asking.askAll(engine);
    const report = await engine.sync({ full: cycle % 2 === 1, retryHeld: false, allowDeletes: 0 });
    const isQuiet =
      !asking.areWaiting &&
      world.jira.writes === writesBefore &&
      (await world.tip()) === tipBefore &&
      report.error === null;
    const isEmpty = (await engine.status()).queue.length === 0;
    if (cycle >= 2 && isQuiet && isEmpty && report.items.every((item) => item.failure === null)) return null;
  }
  const { queue, problems, lastCycle } = await engine.status();
  return `no rest: ${JSON.stringify({ queue, problems, error: lastCycle?.error, items: lastCycle?.items })}`;
}
