import { text } from '../answers.ts';
import { endpoint } from '../endpoint.ts';
import { ANY_QUERY, NO_BODY, NO_PARAMETERS } from '../schemas/path-parameters.ts';

/** `GET /metrics`: what Prometheus reads. */
export const metrics = endpoint({
  method: 'get',
  path: '/metrics',
  summary: 'Measurements for Prometheus',
  access: { kind: 'key', right: 'read', local: true },
  limited: false,
  params: NO_PARAMETERS,
  query: ANY_QUERY,
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'The exposition format of Prometheus', type: 'text/plain' } },
  answer: async (_asked, context) => {
    const exposition = await context.metrics.render(await context.engine.status(), context.clock());
    return text(200, context.metrics.contentType, exposition);
  },
});
