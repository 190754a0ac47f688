import { endpoint } from '../endpoint.ts';
import { openStream } from '../events/open-stream.ts';
import { unavailable } from '../problem.ts';
import { NO_BODY, NO_PARAMETERS, NO_QUERY } from '../schemas/path-parameters.ts';

const MOST_LISTENERS = 100;
const HEARTBEAT_MS = 15_000;

/** `GET /events`: cycles, changes, conflicts and turns of health, as they happen. */
export const events = endpoint({
  method: 'get',
  path: '/events',
  summary: 'Server-sent events: cycle, change, conflict, health; reset where some were missed',
  access: { kind: 'key', right: 'read', local: false },
  params: NO_PARAMETERS,
  query: NO_QUERY,
  headers: { 'Last-Event-ID': 'The id of the last event that was seen: what came since is sent first' },
  body: { form: 'none', schema: () => NO_BODY },
  responses: { 200: { description: 'A stream that ends when the service does', type: 'text/event-stream' } },
  problems: { 503: 'Too many listen already' },
  answer: async ({ headers }, { events: hub, stopping }) => {
    if (hub.listeners >= MOST_LISTENERS) throw unavailable(`${MOST_LISTENERS} listen already`, null);
    const lastId = headers['last-event-id'];
    const options = { hub, stopping, heartbeatMs: HEARTBEAT_MS, lastId: typeof lastId === 'string' ? lastId : null };
    return { kind: 'stream', open: (response) => openStream(response, options) };
  },
});
