import { z } from 'zod';

export const WHY_QUERY = z.strictObject({
  field: z.string().min(1).max(300).optional().meta({
    description: 'One field, comment or time entry; `comments` or `worklogs` for all of them',
    example: 'title',
  }),
  all: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Tell of everything, not only of what differs, waits or changed' }),
});

const SIDE = z.looseObject({
  value: z.unknown().meta({ description: 'What it says, as the file would' }),
  by: z.string().nullable(),
  at: z.string().nullable(),
  source: z.string().nullable().meta({ description: "The commit, or the id of the entry of Jira's changelog" }),
});

export const WHY = z
  .looseObject({
    issue: z.string(),
    situation: z.string(),
    commit: z.string().nullable().meta({ description: 'The commit that git was read at' }),
    fields: z.array(
      z.looseObject({
        field: z.string(),
        verdict: z
          .string()
          .meta({ description: '`same`, `git`, `jira`, `held` and so on: who changed it, or what is done' }),
        rule: z.string().meta({ description: 'What decided' }),
        policy: z
          .looseObject({ policy: z.string(), source: z.enum(['config.yaml', 'default']) })
          .nullable()
          .meta({ description: 'Who wins where both sides change it' }),
        base: z.unknown().meta({ description: 'What both sides last agreed on' }),
        git: SIDE,
        jira: SIDE.nullable(),
        desired: z.unknown().meta({ description: 'What both sides shall hold' }),
        held: z
          .looseObject({ kind: z.string(), reason: z.string(), since: z.string(), settle: z.string() })
          .nullable()
          .meta({ description: 'Since when it waits for a person, and how to settle it' }),
      }),
    ),
  })
  .meta({ description: 'Why a ticket is what it is on both sides' });
