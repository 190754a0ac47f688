import { setMaxListeners } from 'node:events';
import { createSessions, type Sessions } from './access/sessions.ts';
import type { Endpoint } from './endpoint.ts';
import { EventHub } from './events/event-hub.ts';
import { streamEventsOf } from './events/stream-events-of.ts';
import { createInFlight, type InFlight } from './in-flight.ts';
import { RecentReports } from './recent-reports.ts';
import { type Rules, rulesOf } from './schemas/rules.ts';
import type { ServerOptions } from './server-options.ts';

/** What endpoints share while a server runs. */
export type ServerContext = ServerOptions & {
  readonly endpoints: readonly Endpoint[];
  readonly sessions: Sessions;
  readonly events: EventHub;
  readonly recent: RecentReports;
  /** Idempotency keys whose request is being answered. */
  readonly inFlight: InFlight;
  /** What the bodies of this moment are checked against. */
  readonly rules: () => Rules;
  /** Aborts when the server stops: what stays open then has to end. */
  readonly stopping: AbortSignal;
};

export type OpenContext = { readonly context: ServerContext; close(): void };

/** Listens to the engine until it is closed. */
export function openContext(options: ServerOptions, endpoints: readonly Endpoint[]): OpenContext {
  const { engine, metrics, clock } = options;
  const stopping = new AbortController();
  // Every stream and everybody who waits listens; their number has limits of its own.
  setMaxListeners(0, stopping.signal);
  const events = new EventHub(clock);
  const recent = new RecentReports();
  const stopListening = engine.onEvent((event) => {
    metrics.engineEvent(event);
    if (event.kind === 'cycle') recent.add(event.report);
    for (const { kind, data } of streamEventsOf(event)) events.publish(kind, data);
  });
  const context: ServerContext = {
    ...options,
    endpoints,
    sessions: createSessions(clock),
    events,
    recent,
    inFlight: createInFlight(),
    rules: () => rulesOf(engine.reader, clock()),
    stopping: stopping.signal,
  };
  return {
    context,
    close() {
      stopListening();
      stopping.abort();
    },
  };
}
