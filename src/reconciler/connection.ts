import type { Failure } from '../model/failure.ts';
import type { Health } from './engine.ts';
import type { JiraSide, JiraSite } from './jira-side.ts';

/** The connection to Jira, and how the engine is by what became of it. */
export interface Connection {
  /** The site, connected to when that is needed. Throws the Failure for which a person must act, once there was one. */
  connect(): Promise<JiraSite>;
  /** Takes note of how a cycle went; null is well. After a transient failure of Jira it is connected to anew. */
  note(failure: Failure | null): void;
  health(): Health;
  /** True when nothing may be asked any more before a person acted. */
  isOver(): boolean;
  /** True while whoever failed last asked not to be asked again yet: a person may, the schedule does not. */
  rests(): boolean;
}

export function createConnection(jira: JiraSide, clock: () => number, tell: (health: Health) => void): Connection {
  let site: JiraSite | null = null;
  let fatal: Failure | null = null;
  let restsUntilMs = 0;
  let health: Health = { state: 'starting', reason: null, jiraConnected: false, flavor: null, lastSuccessMs: null };

  function set(next: Partial<Health>): void {
    const before = health;
    health = { ...health, ...next };
    if (before.state !== health.state || before.reason !== health.reason) tell(health);
  }

  return {
    async connect() {
      if (fatal !== null) throw fatal;
      if (site !== null) return site;
      site = await jira.connect();
      set({ jiraConnected: true, flavor: site.flavor });
      return site;
    },
    note(failure) {
      restsUntilMs = failure?.ofGit === true ? clock() + (failure.retryAfterMs ?? 0) : 0;
      if (failure === null) {
        set({ state: 'ok', reason: null, jiraConnected: true, lastSuccessMs: clock() });
      } else if (failure.kind === 'fatal') {
        fatal = failure;
        set({ state: 'stopped', reason: failure.message, jiraConnected: false });
      } else {
        if (failure.kind === 'transient' && !failure.ofGit) site = null;
        set({ state: 'degraded', reason: failure.message, jiraConnected: site !== null });
      }
    },
    health: () => health,
    isOver: () => fatal !== null,
    rests: () => clock() < restsUntilMs,
  };
}
