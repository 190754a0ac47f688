import { z } from 'zod';
import { type Field, isSetKind } from '../../model/field.ts';
import { parseValue } from '../../model/parse-value.ts';
import type { TicketFormat } from '../../model/ticket.ts';
import { fieldsOfNewTickets, GENERAL_RULES, type Rules } from './rules.ts';

/** `POST /create/{project}`: the fields of the front matter that a new ticket may have, and its description. */
export function createRequest(rules: Rules) {
  const fields = fieldsOfNewTickets(rules);
  const shape = fields.map((field) => [field.name, valueSchema(field, rules.format)] as const);
  const request = z.object({
    ...Object.fromEntries(shape),
    title: titleSchema(),
    description: z.string().nullish().meta({ description: 'Markdown' }),
  });
  return rules === GENERAL_RULES ? withCustomFields(request) : request.strict();
}

/** What the documentation knows of fields that a project's own configuration maps. */
function withCustomFields(request: z.ZodObject) {
  const value = RAW.meta({ description: 'A custom field of the project, by its name in `.tract/config.yaml`' });
  return request.catchall(value);
}

function titleSchema() {
  return z
    .string()
    .refine((text) => text.trim() !== '', { error: 'is empty' })
    .refine((text) => text.trim().length <= 255, { error: 'is longer than the 255 characters that Jira takes' })
    .meta({ description: 'What it is about, in a line', example: 'Fix login timeout' });
}

const SCALAR = z.union([z.string(), z.number()]);
const RAW = z.union([SCALAR, z.array(SCALAR)]).nullable();

/** What the file would say under this name, or a list where the file would have one. */
function valueSchema(field: Field, format: TicketFormat) {
  if (field.kind === 'text') return z.string().nullish().meta({ description: 'Kind: text, in Markdown' });
  const isList = isSetKind(field.kind) || field.kind === 'cascading';
  const raw = isList ? RAW : SCALAR.nullable();
  return raw
    .superRefine((value, context) => {
      const parsed = parseValue(field, value, format);
      if (parsed.kind === 'value') return;
      const message = parsed.reason.replace(`"${field.name}": `, '').replace(`"${field.name}" `, '');
      context.addIssue({ code: 'custom', message });
    })
    .optional()
    .meta({ description: `Kind: ${field.kind}` });
}

export const TICKET_CREATED = z
  .looseObject({
    issueKey: z.string(),
    url: z.string().meta({ description: 'The ticket in Jira' }),
    path: z.string().meta({ description: 'The file in git' }),
    commit: z
      .string()
      .nullable()
      .meta({ description: 'The commit that brought it into git; null where that comes later' }),
  })
  .meta({ description: 'A ticket that is in Jira' });
