import { z } from 'zod';

export const UPDATE_REQUEST = z
  .strictObject({
    check: z.boolean().default(false).meta({ description: 'Only say what would be done' }),
    channel: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,31}$/, { error: 'must be a name such as stable or beta' })
      .nullish()
      .meta({ description: 'stable, or a kind of prerelease that is taken too; TRACT_UPDATE_CHANNEL where left out' }),
    pin: z
      .string()
      .max(64)
      .nullish()
      .meta({ description: 'Exactly this version, even an older one of the same major version', example: '1.4.2' }),
  })
  .default({ check: false });

export const UPDATE_STATE = z
  .looseObject({
    enabled: z.boolean().meta({ description: 'Whether the service may update itself at all (TRACT_UPDATE)' }),
    version: z.string().meta({ description: 'The version that runs' }),
    channel: z.string(),
    pin: z.string().nullable(),
    running: z
      .looseObject({
        step: z.enum(['asking', 'fetching', 'installing', 'trying']),
        version: z.string().nullable(),
        since: z.string(),
      })
      .nullable()
      .meta({ description: 'The update under way' }),
    last: z
      .looseObject({
        outcome: z.enum(['updated', 'rolled-back', 'failed']),
        version: z.string(),
        from: z.string(),
        at: z.string(),
        reason: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'How the last one ended' }),
  })
  .meta({ description: 'How it is with updates of the program' });

export const UPDATE_ANSWER = z.looseObject({
  status: z.enum(['current', 'available', 'running']),
  newest: z.string().nullable().meta({ description: 'What it would be updated to, where the registry was asked' }),
  state: UPDATE_STATE,
});
