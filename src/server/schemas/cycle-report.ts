import { z } from 'zod';

const MOMENT = { by: z.string().nullable(), at: z.string().nullable() };

const ORIGINS = z
  .looseObject({
    git: z.looseObject({ ...MOMENT, commit: z.string() }).nullable(),
    jira: z
      .looseObject({
        ...MOMENT,
        change: z.string().nullable().meta({ description: "Id of an entry in Jira's changelog" }),
      })
      .nullable(),
  })
  .nullable()
  .meta({ description: 'Who gave the two values of a conflict, and when' });

export const HOLD = z
  .looseObject({
    field: z.string().meta({ description: 'Field, comment or time entry that waits' }),
    kind: z.enum(['conflict', 'refused', 'unreadable', 'deleted', 'stopped']),
    reason: z.string(),
    git: z.string().meta({ description: 'Fingerprint of the value in git' }),
    jira: z.string().meta({ description: 'Fingerprint of the value in Jira' }),
    since: z.string(),
    origins: ORIGINS,
  })
  .meta({ description: 'Something that waits for a person' });

const FINDING = z.looseObject({
  ref: z.string(),
  verdict: z.string(),
  rule: z.string().meta({ description: 'What decided' }),
});

const ACTION = z.looseObject({ kind: z.string() });

export const REPORT_ITEM = z
  .looseObject({
    ref: z.string(),
    key: z.string().nullable(),
    situation: z.string(),
    findings: z.array(FINDING),
    jira: z.array(ACTION),
    git: z.array(ACTION),
    holds: z.array(HOLD),
    approximated: z.array(z.string()),
    failure: z.looseObject({ reason: z.string(), retries: z.boolean() }).nullable(),
  })
  .meta({ description: 'One ticket: what differs, what is done on each side, and what waits' });

export const CYCLE_REPORT = z
  .looseObject({
    cycle: z.string(),
    startedAtMs: z.number(),
    endedAtMs: z.number(),
    items: z.array(REPORT_ITEM),
    imported: z.int(),
    commits: z.array(z.string()),
    dequeued: z
      .array(z.looseObject({ kind: z.enum(['create', 'worklog']), id: z.string(), at: z.string() }))
      .meta({ description: 'What had waited in the queue of offline work and is in Jira now' }),
    error: z.string().nullable(),
  })
  .meta({ description: 'What one cycle came to' });
