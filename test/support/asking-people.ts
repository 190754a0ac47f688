import { timeOfMs } from '../../src/model/timestamp.ts';
import type { Engine } from '../../src/reconciler/engine.ts';
import type { TicketRequest } from '../../src/reconciler/requests/request.ts';
import type { Chronicle } from './people.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

type Wish = { readonly key: string; readonly request: TicketRequest };

/** People who ask the engine instead of writing themselves, and ask again until they hear that it is done. */
export class AskingPeople {
  private wishes: readonly Wish[] = [];
  private readonly world: World;
  private readonly random: Random;
  private readonly chronicle: Chronicle;

  constructor(world: World, random: Random, chronicle: Chronicle) {
    this.world = world;
    this.random = random;
    this.chronicle = chronicle;
  }

  /** Somebody wants something new. */
  wish(): void {
    const chronicle = this.chronicle;
    const random = this.random;
    const word = `w${chronicle.next++}x`;
    const issue = random.pick([...this.world.jira.issues.values()])?.key;
    const kind = issue === undefined ? 'create' : random.pick(['create', 'worklog', 'comment'] as const);
    const entry = { issue: issue ?? '', author: 'john' };
    if (kind === 'create') {
      this.ask(word, { kind, values: { title: `Ticket ${word}` }, description: `Begun ${word}` });
      chronicle.deeds.push({ kind: 'ticket', word });
    } else if (kind === 'worklog') {
      const started = timeOfMs(Date.UTC(2026, 0, 1) + chronicle.next * 60_000);
      this.ask(word, { kind, ...entry, id: `id-${word}`, seconds: 1_800, started, comment: `Did ${word}` });
      chronicle.deeds.push({ kind: 'worklog', key: entry.issue, word });
    } else {
      this.ask(word, { kind: 'comment', ...entry, body: `Said ${word}` });
      chronicle.deeds.push({ kind: 'comment', key: entry.issue, word });
    }
  }

  /** All who have not heard yet ask at once. Answers what they were told that nobody should be told. */
  async askAll(engine: Engine): Promise<readonly string[]> {
    const outcomes = await Promise.all(
      this.wishes.map(async (wish) => {
        return { wish, outcome: await engine.request(wish.request, { idempotencyKey: wish.key }) };
      }),
    );
    this.wishes = outcomes.flatMap(({ wish, outcome }) => (outcome.kind === 'done' ? [] : [wish]));
    return outcomes.flatMap(({ wish, outcome: { kind } }) =>
      kind === 'done' || kind === 'pending' || kind === 'away' ? [] : [`${wish.key}: ${kind}`],
    );
  }

  get areWaiting(): boolean {
    return this.wishes.length > 0;
  }

  private ask(word: string, request: TicketRequest): void {
    this.wishes = [...this.wishes, { key: `id-${word}`, request }];
  }
}
