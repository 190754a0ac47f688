import { z } from 'zod';
import { isRunId } from '../../snapshot/run-trailer.ts';
import { authorSchema } from './author.ts';

export const RUN_PARAMETER = z.object({
  run: z
    .string()
    .refine(isRunId, { error: 'must be the id of a run, such as mhx2k3ab-17' })
    .meta({ description: 'A cycle that wrote, as `GET /runs` names it', example: 'mhx2k3ab-17' }),
});

export const RUNS_QUERY = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(20).meta({ description: 'How many, the newest first' }),
});

export const RUNS = z
  .looseObject({
    runs: z.array(
      z.looseObject({
        run: z.string(),
        atMs: z.number().meta({ description: 'When it last recorded something, epoch ms' }),
        tickets: z.number().meta({ description: 'How many tickets it changed' }),
        keys: z.array(z.string()).meta({ description: 'The first of them' }),
      }),
    ),
  })
  .meta({ description: 'Cycles that wrote, newest first' });

const PLAN = {
  run: z.string(),
  atMs: z.number(),
  print: z.string().meta({ description: 'Names exactly this plan' }),
  tickets: z.array(
    z.looseObject({
      key: z.string(),
      changes: z.array(
        z.looseObject({
          ref: z.string().meta({ description: 'A field, `comment:…`, `worklog:…`, or `file` for the whole ticket' }),
          now: z.unknown().meta({ description: 'What git says now' }),
          back: z.unknown().meta({ description: 'What it goes back to' }),
          kept: z.string().nullable().meta({ description: 'Why it stays as it is; null where it goes back' }),
        }),
      ),
    }),
  ),
};

export const UNDO_PLAN = z.looseObject(PLAN).meta({ description: 'What undoing a run comes to' });

export const UNDO_REQUEST = z
  .strictObject({
    print: z
      .string()
      .max(64)
      .nullish()
      .meta({ description: 'The plan that was looked at: where it is another by now, nothing is done' }),
    author: authorSchema().nullish().meta({ description: 'Who undoes it, as `.tract/users.yaml` knows people' }),
  })
  .default({});

export const UNDONE = z
  .looseObject({
    ...PLAN,
    commit: z.string().nullable().meta({ description: 'The commit that took it back; null where nothing was left to' }),
  })
  .meta({ description: 'A run that is undone' });
