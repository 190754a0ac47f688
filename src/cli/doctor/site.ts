import { findClone } from '../api/find-clone.ts';
import type { ServerAccess } from '../api/server-access.ts';
import type { Io } from '../io.ts';
import { findServer, type ServerPlace } from './find-server.ts';
import { type Health, readHealth } from './health.ts';
import { type JiraDesk, openJiraDesk } from './jira-desk.ts';
import { type Environment, readEnvironment } from './read-environment.ts';
import { readServerStatus, type ServerStatus } from './server-status.ts';

/** All that a doctor can reach from here. What is asked over the network is asked once, by the first check that needs it. */
export type Site = {
  readonly io: Pick<Io, 'env' | 'cwd'>;
  readonly nowMs: () => number;
  /** The folder of the clone that the doctor was called in. */
  readonly clone: string | null;
  /** The configuration of `tract serve`, where the environment has one. */
  readonly environment: Environment;
  readonly server: ServerPlace;
  readonly health: () => Promise<Health>;
  readonly status: () => Promise<ServerStatus>;
  /** Null where there is no complete configuration. */
  readonly jira: JiraDesk | null;
};

export type OpenSite = Site & { close(): Promise<void> };

/** Finds out where it is: in a clone, on the server, both or nowhere. */
export async function openSite(io: Pick<Io, 'env' | 'cwd'>, nowMs: () => number): Promise<OpenSite> {
  const clone = await findClone(io.cwd);
  const environment = await readEnvironment(io);
  const config = environment.kind === 'config' ? environment.config : null;
  const server = findServer(io.env, clone, config);
  const jira = config === null ? null : openJiraDesk(config);
  return {
    io,
    nowMs,
    clone: clone?.folder ?? null,
    environment,
    server,
    health: once(() => withAccess(server, (access) => readHealth(access, nowMs), { kind: 'none' } as const)),
    status: once(() => withAccess(server, readServerStatus, { kind: 'none' } as const)),
    jira,
    close: async () => jira?.close(),
  };
}

async function withAccess<T, None>(
  place: ServerPlace,
  ask: (access: ServerAccess) => Promise<T>,
  none: None,
): Promise<T | None> {
  return place.kind === 'server' ? ask(place.access) : none;
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => {
    asked ??= ask();
    return asked;
  };
}
