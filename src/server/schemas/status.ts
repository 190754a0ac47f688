import { z } from 'zod';
import { CYCLE_REPORT, REPORT_ITEM } from './cycle-report.ts';

const STATES = ['starting', 'ok', 'degraded', 'stopped'] as const;

export const HEALTH = z
  .looseObject({
    status: z.enum(STATES),
    version: z.string(),
    project: z.string(),
    jiraConnected: z.boolean(),
    jiraFlavor: z.enum(['cloud', 'server']).nullable(),
    gitRepoPath: z.string(),
    uptime: z.int().meta({ description: 'Seconds' }),
    lastSuccess: z.string().nullable(),
    reason: z.string().nullable().meta({ description: 'Why it is not ok' }),
  })
  .meta({ description: 'How the service does' });

export const LIVE = z.looseObject({ status: z.literal('live') });

export const READY = z.looseObject({ status: z.literal('ready') });

export const STATUS_REPORT = z
  .looseObject({
    project: z.string(),
    health: z.looseObject({
      state: z.enum(STATES),
      reason: z.string().nullable(),
      jiraConnected: z.boolean(),
      flavor: z.enum(['cloud', 'server']).nullable(),
      lastSuccessMs: z.number().nullable(),
    }),
    tickets: z.int(),
    pending: z.array(REPORT_ITEM),
    problems: z.array(z.looseObject({ path: z.string(), reason: z.string() })),
    queue: z.array(z.string()),
    queued: z
      .looseObject({
        count: z.int(),
        oldestAt: z.string().nullable(),
        items: z.array(
          z.looseObject({
            kind: z.enum(['create', 'worklog']),
            id: z.string(),
            at: z.string(),
            file: z.string(),
            reason: z.string().nullable(),
          }),
        ),
      })
      .meta({ description: 'What was done offline and is not in Jira yet, oldest first' }),
    cursor: z.looseObject({ updatedMs: z.number() }).nullable(),
    sweptAtMs: z.number().nullable(),
    calledBy: z
      .string()
      .nullable()
      .meta({ description: 'The former key that TRACT_PROJECT still names; null where it is the present one' }),
    repair: z
      .looseObject({ sinceMs: z.number(), reason: z.string() })
      .nullable()
      .meta({ description: 'Why every ticket is met again, because what was agreed is not all known' }),
    verified: z
      .looseObject({ oldestMs: z.number().nullable(), key: z.string().nullable(), sweptMs: z.number().nullable() })
      .meta({
        description:
          'Since when every ticket is known to be equal or held; key is the one that was verified longest ago, null where the last sweep verified all',
      }),
    lastCycle: CYCLE_REPORT.nullable(),
  })
  .meta({ description: 'What waits and why' });

/** 202: accepted, or still at it. */
export const ACCEPTED = z.looseObject({ status: z.enum(['accepted', 'running']) });

export const WEBHOOK_ACCEPTED = z.looseObject({
  status: z.literal('accepted'),
  issues: z.array(z.string()).meta({ description: 'Keys or ids of the tickets that are looked at' }),
});
