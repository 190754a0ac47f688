import { json } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { openapiDocument } from '../openapi/openapi-document.ts';
import { ANY_QUERY, NO_BODY, NO_PARAMETERS } from '../schemas/path-parameters.ts';

/** `GET /openapi.json`: this API, described by the schemas that check it. */
export const openapi = endpoint({
  method: 'get',
  path: '/openapi.json',
  summary: 'This description',
  access: { kind: 'open' },
  params: NO_PARAMETERS,
  query: ANY_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'OpenAPI 3.1', type: 'application/json' } },
  answer: async (_asked, { endpoints, version }) => json(200, openapiDocument(endpoints, version)),
});
