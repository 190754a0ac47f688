import { timeOfMs } from '../../../src/model/timestamp.ts';
import type { Engine } from '../../../src/reconciler/engine.ts';
import type { TicketRequest } from '../../../src/reconciler/requests/request.ts';
import type { Random } from '../random.ts';
import type { World } from '../world.ts';
import { bornAs } from './checkout.ts';
import { type Chronicle, wordOf } from './chronicle.ts';

type Wish = { readonly key: string; readonly word: string; readonly home: string; readonly request: TicketRequest };

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
    const world = this.world;
    const number = chronicle.nextNumber();
    const word = wordOf(number);
    const issue = random.pick([...world.jira.issues.values()]);
    const kind = issue === undefined ? 'create' : random.pick(['create', 'worklog', 'comment'] as const);
    const entry = { issue: issue?.key ?? '', author: 'john' };
    const home = issue?.id ?? '';
    if (kind === 'create') {
      this.ask(word, bornAs(word), { kind, values: { title: `title ${word}` }, description: `Begun ${word}` });
      chronicle.add('ticket', bornAs(word), word);
      chronicle.asked.add(word);
    } else if (kind === 'worklog') {
      const started = timeOfMs(Date.UTC(2026, 0, 1) + number * 60_000);
      this.ask(word, home, { kind, ...entry, id: `id-${word}`, seconds: number * 60, started, comment: `Did ${word}` });
      chronicle.add('worklog', home, word);
    } else {
      this.ask(word, home, { kind: 'comment', ...entry, body: `Said ${word}` });
      chronicle.add('comment', home, word);
    }
  }

  /** All who have not heard yet ask at once. Answers what they were told that nobody should be told. */
  async askAll(engine: Engine): Promise<readonly string[]> {
    const outcomes = await Promise.all(
      this.wishes.map(async (wish) => {
        return { wish, outcome: await engine.request(wish.request, { idempotencyKey: wish.key }) };
      }),
    );
    const wrong: string[] = [];
    this.wishes = outcomes.flatMap(({ wish, outcome }) => {
      if (outcome.kind === 'done') return [];
      if (outcome.kind === 'pending' || outcome.kind === 'away') return [wish];
      const issue = this.world.jira.issues.get(wish.home);
      const isThere = issue !== undefined && !this.world.jira.hidden.has(wish.home) && issue.key.startsWith('APP-');
      // Nothing can be added to a ticket that somebody took away; nor can anything be to one that was somewhere else then.
      if (
        isThere &&
        !this.chronicle.figures.get('edit: issue moved') &&
        !this.chronicle.figures.get('edit: issue hidden or shown')
      )
        wrong.push(`${wish.key}: ${outcome.kind}`);
      this.chronicle.loosen([wish.word]);
      return [];
    });
    return wrong;
  }

  get areWaiting(): boolean {
    return this.wishes.length > 0;
  }

  private ask(word: string, home: string, request: TicketRequest): void {
    this.wishes = [...this.wishes, { key: `id-${word}`, word, home, request }];
    this.chronicle.figures.add('requests');
  }
}
