import { parseValue } from '../../model/parse-value.ts';
import type { Value } from '../../model/value.ts';
import { json } from '../answers.ts';
import { askEngine } from '../ask-engine.ts';
import { endpoint } from '../endpoint.ts';
import { MAKING, makingProblems } from '../making.ts';
import { createRequest, TICKET_CREATED } from '../schemas/create.ts';
import { PROJECT_PARAMETER } from '../schemas/path-parameters.ts';
import { fieldsOfNewTickets, type Rules } from '../schemas/rules.ts';

/** `POST /create/{project}`: a new ticket, in Jira first. */
export const create = endpoint({
  ...MAKING,
  path: '/create/{project}',
  summary: 'Create a ticket',
  params: PROJECT_PARAMETER,
  body: { form: 'json', schema: createRequest },
  responses: { 201: { description: 'It is in Jira', schema: TICKET_CREATED } },
  problems: makingProblems('This server keeps another project'),
  answer: async (asked, context) => {
    const { description, ...given } = asked.body as Readonly<Record<string, unknown>>;
    const values = valuesOf(given, context.rules());
    const request = { kind: 'create', values, description: String(description ?? '') } as const;
    const { issue, url, path, commit } = await askEngine(request, asked, context);
    return json(201, { issueKey: issue, url, path, commit }, { Location: url });
  },
});

/** What the schema let pass, as the canonical values of the project's fields; of a text, its Markdown. */
function valuesOf(given: Readonly<Record<string, unknown>>, rules: Rules): Readonly<Record<string, Value>> {
  const values = fieldsOfNewTickets(rules).flatMap((field): readonly (readonly [string, Value])[] => {
    const raw = given[field.name];
    if (field.kind === 'text') return typeof raw === 'string' && raw !== '' ? [[field.name, raw]] : [];
    const parsed = parseValue(field, raw, rules.format);
    return parsed.kind === 'value' && parsed.value !== null ? [[field.name, parsed.value]] : [];
  });
  return Object.fromEntries(values);
}
