import { z } from 'zod';
import { TAKES } from '../../reconciler/resolve/resolve-request.ts';
import { HOLD } from './cycle-report.ts';

const MOST_FIELDS = 1000;

const SCALAR = z.union([z.string(), z.number()]);
const ENTRY = z.strictObject({
  time: z.string().optional(),
  started: z.string().optional(),
  comment: z.string().optional(),
});

const SIDES = z.strictObject({ git: z.string().max(64), jira: z.string().max(64) });

/** `POST /conflicts/{issue}`. */
export const RESOLVE_REQUEST = z
  .strictObject({
    field: z.string().min(1).max(300).nullish().meta({
      description: 'The field as `GET /conflicts` names it; all that is in conflict where it is missing',
      example: 'title',
    }),
    take: z.enum(TAKES).meta({ description: "git's value, Jira's, or `merged`: the one in `value`" }),
    value: z
      .union([SCALAR, z.array(SCALAR), ENTRY])
      .nullish()
      .meta({
        description:
          'With `merged`: what the file would say; Markdown for texts and comments; `time`, `started` and `comment` for time entries',
      }),
    seen: z
      .record(z.string().max(300), SIDES)
      .refine((seen) => Object.keys(seen).length <= MOST_FIELDS, { error: `has more than ${MOST_FIELDS} fields` })
      .nullish()
      .meta({
        description:
          'By field, the fingerprints of the values that were looked at, as `GET /conflicts` gives them; those on record where it is missing',
      }),
  })
  .superRefine(({ take, field, value }, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (take === 'merged' && !field) wrong('field', 'is missing: a value is for one field');
    if (take === 'merged' && value === undefined) wrong('value', 'is missing');
    if (take !== 'merged' && value !== undefined) wrong('value', 'is only for `merged`');
  });

export const RESOLVED = z
  .looseObject({
    issue: z.string(),
    settled: z.array(
      z.looseObject({
        field: z.string(),
        take: z.enum(TAKES),
        base: z.unknown().meta({ description: 'What both sides last agreed on' }),
        git: z.unknown().meta({ description: 'What git said' }),
        jira: z.unknown().meta({ description: 'What Jira said' }),
      }),
    ),
    holds: z.array(HOLD).meta({ description: 'What of the ticket still waits for a person' }),
    commit: z.string().nullable().meta({ description: 'The commit that wrote it into git; null where git had it' }),
    pending: z
      .string()
      .nullable()
      .meta({ description: 'Why Jira does not have it yet; it is carried out by itself. null where it has' }),
  })
  .meta({ description: 'Conflicts that are settled' });

export const CONFLICTS = z
  .looseObject({ conflicts: z.array(HOLD.extend({ issue: z.string() })) })
  .meta({ description: 'What is held for a person, oldest first' });
