import { expect } from 'chai';
import fc from 'fast-check';
import { Failure } from '../../../../src/model/failure.ts';
import type { GitWorklog } from '../../../../src/model/worklog.ts';
import type { Engine } from '../../../../src/reconciler/engine.ts';
import type { JiraWorklog } from '../../../../src/reconciler/jira-ticket.ts';
import type { RequestOutcome, TicketRequest } from '../../../../src/reconciler/requests/request.ts';
import { FINE_WEATHER, wiki } from '../../../support/memory-jira.ts';
import { createRandom, type Random } from '../../../support/random.ts';
import { World } from '../../../support/world.ts';

const SYNC = { full: false, retryHeld: false, allowDeletes: 0 };
const FULL = { ...SYNC, full: true };
const STARTED = '2026-02-14T08:00:00Z';

/** The process was killed: nothing after this moment happens. */
class Killed extends Error {}

type Wish = {
  readonly word: string;
  readonly key: string;
  readonly request: TicketRequest;
  twin: boolean;
  done: boolean;
};

const wishes = fc.array(fc.constantFrom('create', 'worklog', 'comment'), { minLength: 1, maxLength: 6 });

/** A world with rough weather, in which people ask, ask again, and push what they kept offline. */
class RoughWorld {
  readonly world = new World();
  private readonly enters: boolean;
  private readonly random: Random;
  private isDead = false;
  private isRough = true;
  private engine: Engine | null = null;
  /** What people entered in Jira themselves. */
  readonly entered: JiraWorklog[] = [];

  /** `enters`: somebody enters in Jira what is asked for as well. */
  constructor(seed: number, enters: boolean) {
    this.enters = enters;
    this.random = createRandom(seed);
  }

  async begin(): Promise<void> {
    await this.world.open();
    for (const title of ['One', 'Two']) this.world.jira.create({ title });
    this.isRough = false;
    this.engine = await this.world.engine();
    await this.engine.sync(FULL);
    this.isRough = true;
    const mayDie = async () => {
      if (this.isDead) throw new Killed();
      if (!this.isRough || !this.random.chance(0.04)) return;
      this.isDead = true;
      throw new Killed();
    };
    this.world.gate = mayDie;
    this.world.jira.weather = {
      ...FINE_WEATHER,
      request: async (name) => {
        await mayDie();
        if (this.isRough && this.random.chance(0.05)) throw new Failure('transient', `503 for ${name}`);
      },
      afterWrite: async (name) => {
        await mayDie();
        if (!this.isRough || !this.random.chance(0.2)) return;
        throw new Failure('transient', `the answer to ${name} was lost`, { ambiguous: true });
      },
      indexLagMs: () => (this.isRough ? 20_000 : 0),
    };
  }

  /** Some of the wishes at once, then some time. */
  async step(all: readonly Wish[]): Promise<void> {
    const turn = all.filter((wish) => !wish.done && this.random.chance(0.6));
    if (this.enters) for (const wish of turn) this.mayEnter(wish);
    // A push is read, edit and write: two at once would undo each other, which no git would take.
    for (const wish of turn) await this.mayPush(wish);
    const daemon = await this.alive();
    await Promise.all(turn.map((wish) => this.tryWish(wish, daemon)));
    this.world.nowMs += 1_000 + this.random.below(40_000);
    const engine = await this.alive();
    await engine.sync(SYNC);
  }

  /** The same work, entered in Jira by the same person, half of the time without a word. */
  private mayEnter({ word, request }: Wish): void {
    if (request.kind !== 'worklog' || !this.random.chance(0.2)) return;
    const issue = this.world.jira.byKey(request.issue);
    if (issue === undefined) throw new Error(`Jira has no ${request.issue}`);
    const comment = this.random.chance(0.5) ? null : wiki(`Entered e${word}`);
    const { author, seconds } = request;
    this.entered.push(this.world.jira.log(issue, { author, seconds, started: STARTED, comment }));
  }

  private async mayPush(wish: Wish): Promise<void> {
    if (wish.request.kind === 'comment' || wish.twin || !this.random.chance(0.3)) return;
    wish.twin = true;
    await pushTwin(this.world, wish);
  }

  private async tryWish(wish: Wish, engine: Engine): Promise<void> {
    if (wish.twin && this.random.chance(0.5)) return;
    const outcome = await engine.request(wish.request, { idempotencyKey: wish.key });
    this.note(wish, outcome);
  }

  private note(wish: Wish, outcome: RequestOutcome): void {
    // A daemon that was killed answers nobody.
    if (this.isDead) return;
    if (!['done', 'away', 'pending'].includes(outcome.kind)) throw new Error(JSON.stringify(outcome));
    if (outcome.kind === 'done') wish.done = true;
  }

  private async alive(): Promise<Engine> {
    while (this.isDead || this.engine === null) {
      this.isDead = false;
      this.engine = await this.world.engine().catch((error: unknown) => {
        if (error instanceof Killed || error instanceof Failure) return null;
        throw error;
      });
    }
    return this.engine;
  }

  /** Fine weather, and everybody asks until it is done. */
  async comeToRest(all: readonly Wish[]): Promise<readonly string[]> {
    this.isRough = false;
    const problems: string[] = [];
    for (let cycle = 0; cycle < 4; cycle++) {
      this.world.nowMs += 400_000;
      await (await this.alive()).sync(cycle === 2 ? FULL : SYNC);
    }
    for (const { key, request, twin, done } of all) {
      // Whoever pushed it, or heard that it was done, does not ask again.
      if (twin || done) continue;
      const outcome = await (await this.alive()).request(request, { idempotencyKey: key });
      if (outcome.kind !== 'done') problems.push(`at last: ${JSON.stringify(outcome)}`);
    }
    for (let cycle = 0; cycle < 3; cycle++) {
      this.world.nowMs += 400_000;
      await (await this.alive()).sync(FULL);
    }
    return problems;
  }
}

function wishOf(kind: string, number: number): Wish {
  const word = `w${number}x`;
  const key = `id-${number}-7c1e`;
  const issue = `APP-${1 + (number % 2)}`;
  const entry = { issue, author: 'jane' };
  const request: TicketRequest =
    kind === 'create'
      ? { kind, values: { title: `Title ${word}` }, description: `Begun ${word}` }
      : kind === 'worklog'
        ? { kind, ...entry, id: key, seconds: 3600, started: STARTED, comment: `Did ${word}` }
        : { kind: 'comment', ...entry, body: `Said ${word}` };
  return { word, key, request, twin: false, done: false };
}

async function pushTwin(world: World, { key, request }: Wish): Promise<void> {
  if (request.kind === 'create') {
    const { values, description } = request;
    await world.addFile(`issues/APP-OFFLINE-${key}.md`, { values, texts: { description } });
  }
  if (request.kind !== 'worklog') return;
  const { issue, author, seconds, comment } = request;
  await world.logTime({ id: key, issue, author, seconds, started: STARTED, comment });
}

/** How often each word stands in Jira and in git. */
async function wrongOf({ world, entered }: RoughWorld, all: readonly Wish[]): Promise<readonly string[]> {
  const jira = JSON.stringify(
    [...world.jira.issues.values()].map(({ texts, comments, worklogs }) => [texts, comments, worklogs]),
  );
  const files = await Promise.all((await world.paths()).map((path) => world.file(path)));
  const docs = files.map((file) => JSON.stringify([file?.doc.texts, file?.doc.comments]));
  const lines = new Set((await world.worklogs()).map(({ worklog }) => JSON.stringify(worklog)));
  const git = [...docs, ...lines].join();
  // Time may be what somebody else entered, and say what that one said: entries are counted, and found by their ids.
  const words = all.filter(({ request }) => request.kind !== 'worklog' || entered.length === 0);
  const counts = words.flatMap(({ word, request }) => {
    const [inJira, inGit] = [jira, git].map((text) => text.split(` ${word}`).length - 1);
    return inJira === 1 && inGit === 1 ? [] : [`${request.kind} ${word}: ${inJira} in Jira, ${inGit} in git`];
  });
  const time = wrongTime(
    world,
    entered,
    all,
    [...lines].map((line) => JSON.parse(line) as GitWorklog),
  );
  return [...counts, ...time, ...(await world.paths()).filter((path) => path.includes('OFFLINE'))];
}

/** Each entry is on both sides once. Nobody's is lost; what was entered twice may be one, and is never three. */
function wrongTime(
  world: World,
  entered: readonly JiraWorklog[],
  all: readonly Wish[],
  lines: readonly GitWorklog[],
): readonly string[] {
  const inJira = [...world.jira.issues.values()].flatMap(({ worklogs }) => worklogs);
  const wished = all.filter(({ request }) => request.kind === 'worklog');
  const least = Math.max(wished.length, entered.length);
  const told = `${inJira.length} in Jira, ${lines.length} in git, ${wished.length} wished, ${entered.length} entered`;
  const isCounted = inJira.length >= least && inJira.length <= wished.length + entered.length;
  const lost = entered.filter(({ id }) => !inJira.some((worklog) => worklog.id === id));
  const unnamed = wished.filter(({ key }) => lines.filter(({ id }) => id === key).length !== 1);
  return [
    ...(isCounted && inJira.length === lines.length ? [] : [`time: ${told}`]),
    ...lost.map(({ id }) => `lost in Jira: ${id}`),
    ...unnamed.map(({ key }) => `no line, or more than one, with the id ${key}`),
  ];
}

describe('requests in rough weather', () => {
  it('are there once each, in Jira and in git', async function () {
    this.timeout(600_000);
    const property = fc.asyncProperty(fc.nat(), wishes, fc.boolean(), async (seed, kinds, enters) => {
      const rough = new RoughWorld(seed, enters);
      await rough.begin();
      const all = kinds.map(wishOf);
      for (let step = 0; step < 5; step++) await rough.step(all);
      const problems = await rough.comeToRest(all);
      expect([...problems, ...(await wrongOf(rough, all))]).to.deep.equal([]);
    });
    // Found by this property: the lost entry came to git before it was looked for, and was pushed under its own id then.
    const examples: [number, ('create' | 'worklog' | 'comment')[], boolean][] = [[1477439534, ['worklog'], false]];
    await fc.assert(property, { numRuns: Number(process.env.REQUEST_WORLDS ?? 60), examples });
  });
});
