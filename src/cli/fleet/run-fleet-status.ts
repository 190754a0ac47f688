import { type Context, writeResult } from '../context.ts';
import { type Health, readHealth } from '../doctor/health.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { columns } from '../render/columns.ts';
import { plain } from '../render/plain.ts';
import { findServices, type Service } from './find-services.ts';

export type FleetOptions = { readonly config: string };

/** How one service is. `state` is `ok`, `degraded`, `away` or `stranger`; what is not known is null. */
export type FleetEntry = {
  readonly project: string | null;
  readonly url: string;
  readonly state: string;
  readonly version: string | null;
  readonly lastSuccess: string | null;
  readonly reason: string | null;
};

/** Asks every service of this server, or those at the given addresses, how it is. */
export async function runFleetStatus(
  context: Context,
  urls: readonly string[],
  { config }: FleetOptions,
): Promise<ExitCode> {
  const named = urls.map((url): Service => ({ project: null, url: url.replace(/\/+$/, '') }));
  const services = named.length > 0 ? named : await findServices(config);
  const fleet = await Promise.all(
    services.map(async (service) => entryOf(service, await readHealth({ url: service.url, key: null }, Date.now))),
  );
  writeResult(context, fleet, () => columns([HEAD, ...fleet.map(rowOf)], context.io.outColumns));
  if (fleet.some(({ state }) => state !== 'ok' && state !== 'degraded')) return EXIT.failed;
  return fleet.every(({ state }) => state === 'ok') ? EXIT.done : EXIT.pending;
}

const HEAD = ['PROJECT', 'SERVICE', 'STATE', 'VERSION', 'LAST SUCCESS', 'REASON'];

function entryOf({ project, url }: Service, health: Health): FleetEntry {
  const none = { project, url, version: null, lastSuccess: null };
  switch (health.kind) {
    case 'health': {
      const { status, version, lastSuccess = null, reason = null } = health.report;
      const isOther = project !== null && project !== health.report.project;
      const other = `project ${health.report.project} answers there`;
      return isOther
        ? { ...none, state: 'stranger', reason: other }
        : { project: health.report.project, url, state: status, version, lastSuccess, reason };
    }
    case 'away':
      return { ...none, state: 'away', reason: health.reason };
    case 'stranger':
      return { ...none, state: 'stranger', reason: 'something else answers there' };
    case 'bad-port':
      return { ...none, state: 'away', reason: 'no web client asks this port' };
    case 'none':
      return { ...none, state: 'away', reason: null };
  }
}

function rowOf({ project, url, state, version, lastSuccess, reason }: FleetEntry): readonly string[] {
  return [project, url, state, version, lastSuccess, reason].map((cell) => plain(cell ?? '-'));
}
