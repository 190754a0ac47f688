import { z } from 'zod';
import type { ProjectConfig } from '../../../model/project-config.ts';
import { RIGHTS } from '../../../server/access/right.ts';
import type { Access, Endpoint } from '../../../server/endpoint.ts';
import { ENDPOINTS } from '../../../server/endpoints/index.ts';
import { parametersOf } from '../../../server/openapi/parameters-of.ts';
import { PROBLEM_DOCUMENT } from '../../../server/schemas/problem-document.ts';
import { fieldsOfNewTickets, GENERAL_RULES } from '../../../server/schemas/rules.ts';
import { EXAMPLE_REQUESTS } from './example-requests.ts';
import { markdownTable } from './markdown-table.ts';

/** The addresses of the sync service, from the table that it answers by. */
export function apiSection({ project: { key }, sync }: ProjectConfig): string {
  const server = sync.server ?? 'http://127.0.0.1:3100';
  const path = `/worklog/${key}-123`;
  return `## HTTP API of the sync service

Requests and answers are JSON. The key goes into \`Authorization: Bearer KEY\` (or \`X-API-Key\`); its rights are of
${RIGHTS.map((right) => `\`${right}\``).join(', ')}.
With an \`Idempotency-Key\` of your own, a request that is sent again is answered and not repeated. \`/openapi.json\`
describes every member of every answer.

\`\`\`sh
curl -H "Authorization: Bearer $TRACT_API_KEY" -H "Idempotency-Key: $(uuidgen)" \\
  -d '${JSON.stringify(EXAMPLE_REQUESTS[0].body)}' \\
  ${server}${path}
\`\`\`

${markdownTable(['request', 'right', 'what it does', 'answer', 'problems'], ENDPOINTS.map(row))}

Of every request 400 says what is wrong with it field by field, 401 that nobody knows the key, 403 that it may not, 413
that the body is too large, 429 that there are too many in a minute, 500 a defect. A problem is a document as RFC 9457
has it: ${members(PROBLEM_DOCUMENT)}. 503 comes with \`Retry-After\`.

${markdownTable(['body of', 'member', 'what it is'], ENDPOINTS.filter(({ body }) => body.form === 'json').flatMap(bodyRows))}

\`\`\`text
${EXAMPLE_REQUESTS.map((request) => exampleLine(request, key)).join('\n')}
\`\`\`
`;
}

function row(endpoint: Endpoint): readonly string[] {
  const query = parametersOf(endpoint).filter((parameter) => parameter.in === 'query');
  const path = query.length === 0 ? endpoint.path : `${endpoint.path}?${query.map(({ name }) => name).join('&')}`;
  const answers = Object.entries(endpoint.responses).map(([status, { schema, type }]) => {
    return `${status} ${schema === undefined ? (type ?? '') : members(schema)}`;
  });
  return [
    `\`${endpoint.method.toUpperCase()} ${path}\``,
    rightOf(endpoint.access),
    endpoint.summary,
    answers.join('; '),
    Object.keys(endpoint.problems ?? {}).join(', '),
  ];
}

function rightOf(access: Access): string {
  switch (access.kind) {
    case 'open':
      return 'open';
    case 'webhook':
      return "Jira's secret";
    case 'key':
      return access.local ? `${access.right}, or this machine` : access.right;
  }
}

type Shape = {
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Shape[];
};

/** The names of an answer's members; of an answer that may be one of several, each. */
function members(schema: z.ZodType): string {
  const shape = z.toJSONSchema(schema, { io: 'output' }) as Shape;
  return [shape, ...(shape.anyOf ?? [])]
    .filter(({ properties }) => properties !== undefined)
    .map(({ properties }) => `\`{${Object.keys(properties ?? {}).join(', ')}}\``)
    .join(' or ');
}

/** A row for each member of a request's body; those that are fields of a ticket file share one. */
function bodyRows(endpoint: Endpoint): readonly (readonly string[])[] {
  const { properties = {}, required = [] } = z.toJSONSchema(endpoint.body.schema(GENERAL_RULES), {
    io: 'input',
  }) as Shape;
  const isField = (name: string) => !required.includes(name) && FIELD_NAMES.has(name);
  const own = Object.entries(properties).filter(([name]) => !isField(name));
  const fields = Object.keys(properties).filter(isField);
  const rows = own.map(([name, { description = '' }]) => [
    `\`${endpoint.path}\``,
    `\`${name}\`${required.includes(name) ? ' (needed)' : ''}`,
    description,
  ]);
  if (fields.length === 0) return rows;
  const names = fields.map((name) => `\`${name}\``).join(', ');
  return [...rows, [`\`${endpoint.path}\``, names, 'What the file would say under this name, or a list of it']];
}

const FIELD_NAMES = new Set(fieldsOfNewTickets(GENERAL_RULES).map(({ name }) => name));

function exampleLine({ path, body }: (typeof EXAMPLE_REQUESTS)[number], key: string): string {
  return `POST ${path.replace('{issue}', `${key}-123`).replace('{project}', key)} ${JSON.stringify(body)}`;
}
