import { Failure } from '../../model/failure.ts';
import { BUILT_IN_FIELDS } from '../../model/field-table.ts';
import { parsePeople } from '../../model/people-file.ts';
import { parseProjectConfig } from '../../model/project-config.ts';
import { createProject } from '../../reconciler/create-project.ts';
import type { CycleReport } from '../../reconciler/cycle-report.ts';
import type { Engine, StatusReport } from '../../reconciler/engine.ts';
import { initRepository } from '../../reconciler/git/repository-init.ts';
import { openClient } from '../../reconciler/jira/client.ts';
import { connect } from '../../reconciler/jira/connect.ts';
import { readBranchFiles } from '../branch-files.ts';
import { compose, type SyncConfig } from '../compose.ts';
import type { ServeConfig } from '../config/serve-config.ts';
import { type JiraWitness, jiraSideOptions } from '../jira-side-options.ts';
import { openStore } from '../open-store.ts';
import { inspectTokens } from '../people-tokens/inspect-tokens.ts';
import type { TokenFinding } from '../people-tokens/token-finding.ts';
import { lockRepository } from '../serve/repository-lock.ts';
import { checkPermissions, type PermissionCheck } from './check-permissions.ts';
import { describeProject } from './describe-project.ts';
import { type HookOutcome, installPostReceive } from './post-receive-hook.ts';
import type { ProjectDescription } from './project-description.ts';
import { CONFIG_PATH, type ProjectFilesOptions, projectFiles, USERS_PATH } from './project-files.ts';
import type { MappedField, UnknownField } from './propose-fields.ts';
import { registerWebhook, type WebhookOutcome } from './register-webhook.ts';
import { webhookSteps } from './webhook-steps.ts';
import { writeLayout } from './write-layout.ts';

export type OnboardConfig = SyncConfig & Pick<ServeConfig, 'tokenEnds' | 'userTokensFile' | 'jiraTokenEnd'>;

export type OnboardOptions = ProjectFilesOptions & {
  /** Where Jira reaches the sync service; null leaves the webhook to a person. */
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  readonly witness: JiraWitness;
  readonly onProgress: (done: number, total: number | null) => void;
  /** Told before the first write on either side. */
  readonly onChecked: (checked: Checked) => void;
  /** Ends the import in order; it is continued by the next run. */
  readonly stop: AbortSignal;
};

/** What was looked at before anything was written. */
export type Checked = { readonly permissions: PermissionCheck; readonly tokens: readonly TokenFinding[] };

/** Custom fields of the project that are not synced: what could be, and what Tract does not know. */
export type LeftFields = {
  /** `isWritten`: `.tract/config.yaml` has a line for it. */
  readonly proposed: readonly (MappedField & { readonly isWritten: boolean })[];
  readonly unknown: readonly UnknownField[];
};

export type Onboarded = Checked & {
  readonly fields: LeftFields;
  readonly repository: string;
  /** The commit with the project's files, null where all were there. */
  readonly layout: string | null;
  readonly report: CycleReport;
  readonly status: StatusReport;
  readonly hook: HookOutcome;
  readonly webhook: WebhookOutcome | null;
  /** What an administrator of Jira does by hand where the webhook is not registered. */
  readonly webhookSteps: readonly string[];
};

type SetUp = Pick<Onboarded, 'layout' | 'hook' | 'webhook' | 'webhookSteps' | 'fields'> & Checked;

/**
 * Makes a ticket repository of a Jira project: the bare repository, its files, every ticket, the hook. Run again, it goes
 * on where it was, or changes nothing. Jira is asked first, so that a wrong password or a missing permission leaves nothing behind.
 */
export async function onboardProject(config: OnboardConfig, options: OnboardOptions): Promise<Onboarded> {
  const project = createProject(config.project, () => flavor);
  const known = await knownUsers(config);
  project.load({ config: null, users: known });
  let flavor: 'cloud' | 'server' = config.jira.flavor === 'cloud' ? 'cloud' : 'server';
  const side = {
    ...jiraSideOptions(config, project, options.witness),
    fields: () => BUILT_IN_FIELDS,
    workflow: () => ({ screenFields: {} }),
  };
  const client = openClient({ ...side, url: new URL(config.jira.url) });
  try {
    const session = await connect(client, side);
    flavor = session.site.flavor;
    const permissions = await checkPermissions(session, options.webhook === null ? ['always'] : ['always', 'webhook']);
    const description = await describeProject(session);
    const users = project.usersFile() ?? known;
    const tokens = await inspectTokens({
      ...{ client, flavor, config, book: project.people, nowMs: Date.now() },
      people: parsePeople(users).people,
    });
    options.onChecked({ permissions, tokens });
    const files = projectFiles(description, users, options);
    await initRepository(config.repository, config.branch);
    const lock = await lockRepository(config.repository, `refs/heads/${config.branch}`);
    try {
      const layout = await putFiles(config, files);
      const fields = await leftFields(config, description);
      const hook = await installPostReceive(config.repository);
      const webhook =
        options.webhook === null ? null : await registerWebhook(session, options.webhook.url, options.webhook.secret);
      const isLeft = webhook === null || webhook.kind === 'refused';
      const steps = isLeft ? webhookSteps(session, options.webhook?.url ?? options.server) : [];
      return await importTickets(config, options, {
        layout,
        hook,
        webhook,
        webhookSteps: steps,
        fields,
        permissions,
        tokens,
      });
    } finally {
      await lock.release();
    }
  } finally {
    await client.close();
  }
}

/** By the settings that people have, not by those that would be proposed now. */
async function leftFields(config: OnboardConfig, description: ProjectDescription): Promise<LeftFields> {
  const settings = (await readBranchFiles(config, [CONFIG_PATH])).get(CONFIG_PATH) ?? '';
  const reading = parseProjectConfig(settings);
  const mapped = new Set(reading.kind === 'config' ? Object.values(reading.config.fields).map(({ id }) => id) : []);
  const isWritten = (id: string) => new RegExp(`\\b${id}\\b`).test(settings);
  const left = description.fields.filter(({ id }) => !mapped.has(id));
  return {
    proposed: left.map((field) => ({ ...field, isWritten: isWritten(field.id) })),
    unknown: description.unknownFields.filter(({ id }) => !mapped.has(id)),
  };
}

/** People keep the handles that they have where the repository is there already. */
async function knownUsers(config: OnboardConfig): Promise<string> {
  const files = await readBranchFiles(config, [USERS_PATH]).catch((error: unknown) => {
    if (error instanceof Failure) return new Map<string, string>();
    throw error;
  });
  return files.get(USERS_PATH) ?? '';
}

async function putFiles(config: SyncConfig, files: ReadonlyMap<string, string>): Promise<string | null> {
  const store = await openStore(config);
  try {
    await store.refresh();
    const branch = `refs/heads/${config.branch}`;
    return await writeLayout(store, files, { branch, project: config.project, atMs: Date.now() });
  } finally {
    await store.close();
  }
}

async function importTickets(config: SyncConfig, options: OnboardOptions, setUp: SetUp): Promise<Onboarded> {
  const engine = await compose(config, { ...options.witness, schedule: null });
  let hasWalked = false;
  engine.onEvent((event) => {
    if (event.kind !== 'progress') return;
    hasWalked = true;
    options.onProgress(event.done, event.total);
  });
  return withStop(engine, options.stop, async () => {
    await engine.start();
    // A cycle goes on with a walk that was cut; only where none was, all tickets are met again.
    const first = await engine.sync({ full: false, retryHeld: false, allowDeletes: 0 });
    const isWhole = hasWalked || first.error !== null;
    const report = isWhole
      ? first
      : joined(first, await engine.sync({ full: true, retryHeld: false, allowDeletes: 0 }));
    await engine.maintain();
    return { repository: config.repository, ...setUp, report, status: await engine.status() };
  });
}

function joined(first: CycleReport, second: CycleReport): CycleReport {
  const told = new Set(second.items.map(({ ref }) => ref));
  return {
    ...second,
    startedAtMs: first.startedAtMs,
    items: [...first.items.filter(({ ref }) => !told.has(ref)), ...second.items],
    imported: first.imported + second.imported,
    commits: [...first.commits, ...second.commits],
    dequeued: [...first.dequeued, ...second.dequeued],
  };
}

/** Stops the engine at the end, or as soon as the signal says so. */
async function withStop<T>(engine: Engine, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= engine.stop();
    return stopped;
  };
  const onAbort = () => void stop();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', onAbort);
    await stop();
  }
}
