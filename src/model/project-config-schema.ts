import { z } from 'zod';
import { type FieldKind, POLICIES } from './field.ts';

/** Kinds that a custom field of Jira can have; the others need requests of their own. */
export const CUSTOM_KINDS = [
  'string',
  'number',
  'date',
  'datetime',
  'option',
  'multi-option',
  'user',
  'multi-user',
  'labels',
  'cascading',
  'key',
  'sprint',
  'text',
] as const satisfies readonly FieldKind[];

const name = text('a name such as Bug').trim().min(1, 'must be a name such as Bug');
const names = list(name);

const project = strict({
  key: text('a project key such as APP')
    .regex(/^[A-Z][A-Z0-9_]{1,79}$/, 'must be a project key such as APP')
    .meta({ description: 'Key of the project in Jira' }),
  name: name.nullable().default(null).meta({ description: 'Name of the project in Jira' }),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://jira.example.com' })
    .meta({ description: 'Address of Jira' }),
});

const mappedField = strict({
  id: text('a field id such as customfield_10016').regex(
    /^[A-Za-z][A-Za-z0-9_]{0,79}$/,
    'must be a field id such as customfield_10016',
  ),
  kind: z
    .enum(CUSTOM_KINDS, { error: `must be one of ${CUSTOM_KINDS.join(', ')}` })
    .nullable()
    .default(null),
  policy: policy().nullable().default(null),
});

/**
 * `.tract/config.yaml` as it is written, every scalar a text. Only the project must be there. The descriptions are those of
 * `.tract/SCHEMA.md`.
 */
export const projectConfigSchema = strict({
  version: z
    .literal('1', { error: 'must be 1' })
    .transform(() => 1 as const)
    .meta({ description: 'Version of this format' }),
  project,
  types: names.meta({ description: 'Types of tickets in Jira, for people and tools that write them' }),
  statuses: list(
    strict({
      name,
      category: z.enum(['new', 'indeterminate', 'done', 'undefined'], {
        error: 'must be new, indeterminate (in progress), done or undefined',
      }),
    }),
  ).meta({
    description: 'Statuses in Jira as `{name, category}`; the category is new, indeterminate, done or undefined',
  }),
  priorities: names.meta({ description: 'Priorities in Jira' }),
  resolutions: names.meta({ description: 'Resolutions in Jira' }),
  timeTracking: strict({
    hoursPerDay: decimal(0.5, 24, 8).meta({ description: 'How long `1d` is; must be what Jira says' }),
    daysPerWeek: decimal(0.5, 7, 5).meta({ description: 'How long `1w` is; must be what Jira says' }),
  }).prefault({}),
  fields: z
    .record(z.string(), mappedField, { error: 'must be a mapping of field names' })
    .default({})
    .meta({ description: "Jira's field behind a name of the front matter, as `{id, kind, policy}`" }),
  policies: z
    .record(z.string(), policy(), { error: 'must be a mapping of field names' })
    .default({})
    .meta({ description: 'Who wins where both sides changed a field, by its name' }),
  conflicts: strict({
    comment: flag(false).meta({
      description:
        'Whether a comment in Jira tells of each conflict that waits for a person, by the account of the service',
    }),
  }).prefault({}),
  deletedInJira: z
    .enum(['remove', 'hold'], { error: 'must be remove or hold' })
    .default('remove')
    .meta({ description: 'What becomes of the file of an issue that Jira does not show any more' }),
  deletedInGit: z
    .enum(['restore', 'ignore', 'close', 'delete-in-jira'], {
      error: 'must be restore, ignore, close or delete-in-jira',
    })
    .default('restore')
    .meta({
      description:
        'A ticket file that was deleted: restore it, ignore that, close the ticket in Jira, or delete it there for good',
    }),
  refreshUpdated: flag(false).meta({ description: 'Whether a new time in `updated` alone is a reason for a commit' }),
  workflow: strict({
    closeStatus: name.nullable().default(null).meta({ description: 'The status that `deletedInGit: close` leads to' }),
    defaults: strict({
      resolution: name.nullable().default(null).meta({
        description: "The resolution where a transition's screen asks for one and the ticket has none",
      }),
      fields: z
        .record(z.string(), z.union([name, z.array(name)], { error: 'must be a value or a list of values' }))
        .default({})
        .meta({ description: "What else a transition's screen asks for, by the name of the field" }),
    }).prefault({}),
  }).prefault({}),
  newTicket: strict({
    type: name.default('Task').meta({ description: 'Type of a new ticket that names none' }),
    priority: name.nullable().default(null).meta({ description: 'Priority of a new ticket that names none' }),
  }).prefault({}),
  sync: strict({
    enabled: flag(true).meta({ description: 'Whether the command line asks the sync service; false keeps it offline' }),
    server: z
      .url({ protocol: /^https?$/, error: 'must be an address such as http://tract-server:3100' })
      .nullable()
      .default(null)
      .meta({ description: 'Where the command line finds the sync service; `TRACT_SYNC_SERVER` goes before it' }),
  }).prefault({}),
  queue: strict({
    batch: whole(1, 1000, 10).meta({ description: 'How many queued time entries go to Jira at once' }),
    pauseMs: whole(0, 60_000, 100).meta({ description: 'Pause between two such batches, in milliseconds' }),
  }).prefault({}),
});

/** `.tract/config.yaml`, checked. What it leaves out has its default; where there is none, null. */
export type ProjectConfig = DeepReadonly<z.output<typeof projectConfigSchema>>;

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'invalid_type' ? 'must be a mapping of keys' : undefined),
  });
}

function text(example: string) {
  return z.string({ error: `must be ${example}` });
}

function list<Item extends z.ZodType>(item: Item) {
  return z.array(item, { error: 'must be a list' }).default([]);
}

function policy() {
  return z.enum(POLICIES, { error: `must be one of ${POLICIES.join(', ')}` });
}

function flag(fallback: boolean) {
  const words = z.enum(['true', 'false'], { error: 'must be true or false' });
  return words.transform((word) => word === 'true').default(fallback);
}

function decimal(least: number, most: number, fallback: number) {
  const error = `must be a number from ${least} to ${most}, such as ${fallback}`;
  return text('a number')
    .regex(/^\d{1,6}(?:\.\d{1,4})?$/, error)
    .transform(Number)
    .refine((number) => number >= least && number <= most, error)
    .default(fallback);
}

function whole(least: number, most: number, fallback: number) {
  const error = `must be a whole number from ${least} to ${most}, such as ${fallback}`;
  return text('a number')
    .regex(/^\d{1,6}$/, error)
    .transform(Number)
    .refine((number) => number >= least && number <= most, error)
    .default(fallback);
}
