import cron, { type ScheduledTask } from 'node-cron';
import type { Log } from './log.ts';

/** Cron expressions, with or without seconds, all read in UTC so that no clock change skips a run. */
export type ScheduleOptions = {
  readonly poll: string;
  readonly fullSweep: string;
  /** When to look whether the repository wants packing; null for never. */
  readonly maintenance: string | null;
};

export type ScheduledTasks = {
  readonly poll: () => void;
  readonly sweep: () => void;
  readonly maintenance: () => void;
};

export interface Schedule {
  start(tasks: ScheduledTasks): void;
  stop(): void;
}

/** Says when to poll, when to sweep and when to pack. A run that was missed while the process was busy is made up for at once. */
export function createSchedule(options: ScheduleOptions, log: Log): Schedule {
  const tasks: ScheduledTask[] = [];
  const add = (expression: string, run: () => void) => {
    const task = cron.schedule(expression, run, { timezone: 'UTC', noOverlap: true });
    task.on('execution:missed', () => {
      log.debug('run missed, made up for', { expression });
      run();
    });
    tasks.push(task);
  };
  return {
    start({ poll, sweep, maintenance }) {
      add(options.poll, poll);
      add(options.fullSweep, sweep);
      if (options.maintenance !== null) add(options.maintenance, maintenance);
    },
    stop() {
      for (const task of tasks.splice(0)) void task.destroy();
    },
  };
}

/** True for an expression that {@link createSchedule} can run. */
export function isSchedule(expression: string): boolean {
  return cron.validate(expression);
}
