import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Failure } from '../model/failure.ts';
import type { Flavor } from '../model/people.ts';
import { createEngine } from '../reconciler/create-engine.ts';
import { createProject } from '../reconciler/create-project.ts';
import type { Engine } from '../reconciler/engine.ts';
import { createGitSide } from '../reconciler/git/create-git-side.ts';
import { createMaintenance } from '../reconciler/git/create-maintenance.ts';
import { createJiraSide } from '../reconciler/jira/jira-side.ts';
import type { JiraSide } from '../reconciler/jira-side.ts';
import type { Log } from '../reconciler/log.ts';
import type { Maintenance } from '../reconciler/maintenance.ts';
import type { Project } from '../reconciler/project.ts';
import type { ScheduleOptions } from '../reconciler/schedule.ts';
import { TEXT_DEADLINE_MS } from '../reconciler/text/text-deadline.ts';
import { createTextService } from '../reconciler/text/text-service.ts';
import { formerFormatRef } from '../snapshot/meta-format.ts';
import type { ObjectStore } from '../snapshot/object-store.ts';
import { openSnapshot } from '../snapshot/snapshot.ts';
import type { ServeConfig } from './config/serve-config.ts';
import type { FaultPoint } from './fault-points/fault-point.ts';
import { jiraWithFaultPoints, storeWithFaultPoints } from './fault-points/with-fault-points.ts';
import { type JiraWitness, jiraSideOptions } from './jira-side-options.ts';
import { openStore, type StoreUse } from './open-store.ts';
import type { RefusalMemory } from './serve/refusal-memory.ts';

/** What an engine needs to know; the rest of a daemon's configuration is its server's. */
export type SyncConfig = Pick<
  ServeConfig,
  | 'jira'
  | 'project'
  | 'repository'
  | 'branch'
  | 'remote'
  | 'jql'
  | 'userTokens'
  | 'maxDeletes'
  | 'confirmDeletesMs'
  | 'jiraConcurrency'
  | 'jiraTimeoutMs'
  | 'maintenance'
>;

export type ComposeOptions = JiraWitness & {
  /** Null where cycles run on demand only. */
  readonly schedule: ScheduleOptions | null;
  /** `look` for who only asks what would be done; `follow` otherwise. */
  readonly use?: StoreUse;
  /** For what is started again by itself; whoever calls a command has a try each time. */
  readonly refusals?: RefusalMemory;
  /** Where a test kills the program. */
  readonly faultPoint?: FaultPoint | null;
};

/** Tickets that are read, written and committed together. */
const BATCH = 100;
/** A sweep meets every ticket; fewer, larger commits keep a first import short. */
const SWEEP_BATCH = 500;
const MOST_TEXT_THREADS = 4;

/** The composition root: puts the engine of one project together from its real parts. Nothing is asked of Jira yet. */
export async function compose(config: SyncConfig, options: ComposeOptions): Promise<Engine> {
  const branch = `refs/heads/${config.branch}`;
  const repository = await openStore(config, options.use);
  const pass = options.faultPoint ?? null;
  const store = pass === null ? repository : storeWithFaultPoints(repository, pass);
  try {
    await store.refresh().catch((error: unknown) => tellAway(options.log, error));
    const snapshot = await openSnapshot(store, { project: config.project, branch });
    if (snapshot.formerFormat !== null) tellFormat(options.log, snapshot.formerFormat);
    // Under whatever key Jira knew the project when it was last asked.
    const { project: present } = snapshot.meta;
    if (present !== config.project) {
      const advice = `Jira calls project ${config.project} ${present} now: set TRACT_PROJECT=${present}`;
      options.log.warn('TRACT_PROJECT names a former key', { advice });
    }
    const sides = jiraParts({ ...config, project: present }, options);
    sides.project.knowUsers(snapshot.meta.people);
    sides.project.names.know(snapshot.meta.names);
    return createEngine(
      {
        git: createGitSide(store, branch),
        store,
        snapshot,
        ...sides,
        texts: createTextService({
          deadlineMs: TEXT_DEADLINE_MS,
          threads: Math.min(MOST_TEXT_THREADS, availableParallelism()),
        }),
        branch,
        clock: Date.now,
        sleep: (ms) => setTimeout(ms),
        log: options.log,
        maxDeletes: config.maxDeletes,
        confirmDeletesMs: config.confirmDeletesMs,
      },
      { schedule: options.schedule, batch: BATCH, sweepBatch: SWEEP_BATCH, maintenance: maintenanceOf(config) },
    );
  } catch (error) {
    await closeQuietly(store);
    throw error;
  }
}

function tellFormat(log: Log, former: number): void {
  const advice = `the last one of format ${former} is kept as ${formerFormatRef(former)}`;
  log.info('the snapshot was written by an older Tract, and is brought to the present format', { advice });
}

function maintenanceOf({ repository: path, maintenance }: SyncConfig): Maintenance | null {
  return maintenance.schedule === null ? null : createMaintenance({ path, mostLoose: maintenance.looseObjects });
}

/** The project and Jira know each other: handles depend on the flavor, which Jira tells when it is asked. */
function jiraParts(
  config: SyncConfig,
  options: ComposeOptions,
): { readonly project: Project; readonly jira: JiraSide } {
  let flavor: Flavor = config.jira.flavor === 'cloud' ? 'cloud' : 'server';
  const project = createProject(config.project, () => flavor);
  const { refusals } = options;
  const onRefusedLogin = (reason: string) => refusals?.remember(reason);
  const side = createJiraSide(jiraSideOptions(config, project, { ...options, onRefusedLogin }));
  const connect = async () => {
    refusals?.check();
    const site = await side.connect();
    refusals?.forget();
    flavor = site.flavor;
    return site;
  };
  const jira = { ...side, connect };
  return { project, jira: options.faultPoint ? jiraWithFaultPoints(jira, options.faultPoint) : jira };
}

/** What is here already serves until the remote answers; each cycle asks it again. */
function tellAway(log: Log, error: unknown): void {
  if (!(error instanceof Failure) || error.kind === 'fatal') throw error;
  log.warn('remote not read', { reason: error.message });
}

async function closeQuietly(store: ObjectStore): Promise<void> {
  // The first error is the one to tell.
  await store.close().catch(() => {});
}
