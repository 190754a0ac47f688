import type { ServerOptions } from '../../../src/server/server-options.ts';
import type { RunningServer } from '../../../src/server/start-server.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';
import { serve } from './fake-engine.ts';

/** A real engine over both sides in memory, behind a real server. */
export type Served = { readonly scenario: EngineScenario; readonly server: RunningServer };

export async function serveScenario(tickets = 2, change: Partial<ServerOptions> = {}): Promise<Served> {
  const scenario = await new EngineScenario().begin(tickets);
  const clock = () => scenario.world.nowMs;
  return { scenario, server: await serve(scenario.engine, { clock, startedAtMs: clock(), ...change }) };
}
