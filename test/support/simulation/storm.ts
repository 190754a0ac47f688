import { Failure } from '../../../src/model/failure.ts';
import type { Random } from '../random.ts';
import type { Climate } from './climate.ts';
import type { Figures } from './figures.ts';

/** The process was killed: nothing of it happens after this moment. */
export class Killed extends Error {}

/** One process, from its start to its death; what it left behind in memory can never act again. */
export type Life = { isDead: boolean };

export type Storm = ReturnType<typeof createStorm>;

/** All that happens to a process from outside, by chance: every call of a port passes here. */
export function createStorm(
  climate: Climate,
  random: Random,
  figures: Figures,
  world: { nowMs: number },
  interrupt: () => Promise<void>,
) {
  let isOver = true;
  let isActing = false;
  const strikes = (chance: number) => !isOver && !isActing && chance > 0 && random.chance(chance);

  function fault(name: string): void {
    figures.add(`fault: ${name}`);
  }

  return {
    begin: () => {
      isOver = false;
    },
    end: () => {
      isOver = true;
    },
    get isOver() {
      return isOver;
    },
    strikes,
    fault,

    /** Around every call of a port: the process may die, and people may act. */
    async moment(life: Life): Promise<void> {
      if (life.isDead) throw new Killed();
      if (strikes(climate.kill)) {
        life.isDead = true;
        figures.add('kills');
        throw new Killed();
      }
      if (!strikes(climate.interruption)) return;
      isActing = true;
      figures.add('interruptions');
      await interrupt();
      isActing = false;
    },

    repository(): void {
      if (!strikes(climate.diskFull)) return;
      fault('disk full');
      throw new Failure('transient', 'the repository cannot be written: no space left on device');
    },

    /** Before a request was carried out. */
    before(name: string): void {
      if (strikes(climate.busy)) {
        fault('429');
        const retryAfterMs = random.chance(0.5) ? 1_000 + random.below(30_000) : null;
        throw new Failure('transient', `429 to ${name}`, { retryAfterMs });
      }
      if (strikes(climate.down)) {
        fault('503');
        throw new Failure('transient', `503 to ${name}`, { ambiguous: true });
      }
      if (strikes(climate.page)) {
        fault('page instead of data');
        throw new Failure('transient', `${name} was answered with a web page`, { ambiguous: true });
      }
      if (strikes(climate.hang)) {
        fault('no answer in time');
        world.nowMs += 60_000;
        throw new Failure('transient', `no answer to ${name} in time`, { ambiguous: true });
      }
      if (strikes(climate.slow)) {
        fault('slow');
        world.nowMs += 10_000;
      }
    },

    /** After a request was carried out: nobody hears the answer. */
    after(name: string): void {
      if (strikes(climate.lostReply)) {
        fault('lost reply');
        throw new Failure('transient', `the answer to ${name} was lost`, { ambiguous: true });
      }
      if (strikes(climate.cutReply)) {
        fault('cut reply');
        world.nowMs += 30_000;
        throw new Failure('transient', `the answer to ${name} stopped half-way`, { ambiguous: true });
      }
      if (strikes(climate.page)) {
        fault('page instead of data, though it was done');
        throw new Failure('transient', `${name} was answered with a web page`, { ambiguous: true });
      }
    },
  };
}
