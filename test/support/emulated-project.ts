import type { SyncConfig } from '../../src/cli/compose.ts';
import { compose } from '../../src/cli/compose.ts';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';
import { parseProjectConfig, ticketFormatOf } from '../../src/model/project-config.ts';
import type { TicketDoc, TicketEdit, TicketFormat } from '../../src/model/ticket.ts';
import { editTicketFile, readTicketFile, renderTicketFile } from '../../src/model/ticket-file.ts';
import type { CycleReport } from '../../src/reconciler/cycle-report.ts';
import type { Engine } from '../../src/reconciler/engine.ts';
import { openRepository } from '../../src/reconciler/git/repository.ts';
import type { Log } from '../../src/reconciler/log.ts';
import type { RequestOutcome, TicketRequest } from '../../src/reconciler/requests/request.ts';
import type { ObjectStore, TreeEdit } from '../../src/snapshot/object-store.ts';
import { makeTemporaryRepository, type TemporaryRepository } from './temporary-repository.ts';

const BRANCH = 'refs/heads/main';
const JANE = { name: 'jane', email: 'jane@example.com' };
const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

export type EmulatedOptions = {
  readonly personality: 'server' | 'cloud';
  readonly project: string;
  /** More lines for `.tract/config.yaml`. */
  readonly config?: string;
  readonly log?: Log;
};

/** A real bare repository, the emulator and a real engine between them, all in this process. */
export class EmulatedProject {
  readonly jira: Emulator;
  readonly repository: TemporaryRepository;
  readonly format: TicketFormat;
  private readonly options: EmulatedOptions;
  private readonly store: ObjectStore;
  private engine: Engine | null = null;

  private constructor(options: EmulatedOptions, jira: Emulator, repository: TemporaryRepository, store: ObjectStore) {
    this.options = options;
    this.jira = jira;
    this.repository = repository;
    this.store = store;
    const reading = parseProjectConfig(configText(options, jira.url));
    if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
    this.format = ticketFormatOf(reading.config);
  }

  static async open(options: EmulatedOptions): Promise<EmulatedProject> {
    const users = ['tract', 'jane', 'john', 'boss'].map((name) => ({ name, password: `${name}-secret` }));
    const jira = await startEmulator({ personality: options.personality, users });
    const repository = makeTemporaryRepository();
    const project = new EmulatedProject(options, jira, repository, await openRepository(repository.path));
    const people = users.map(({ name }) => `${name}: ${personOf(options.personality, jira, name)}\n`).join('');
    await project.push([
      { kind: 'put', path: '.tract/config.yaml', content: configText(options, jira.url) },
      { kind: 'put', path: '.tract/users.yaml', content: people },
    ]);
    return project;
  }

  /** A full sweep when asked, else what moved; the daemon of a new process the first time. */
  async sync(options: { readonly full?: boolean; readonly retryHeld?: boolean } = {}): Promise<CycleReport> {
    this.engine ??= await this.start();
    const report = await this.engine.sync({ full: false, retryHeld: false, allowDeletes: 0, ...options });
    if (report.error !== null) throw new Error(report.error);
    return report;
  }

  /** Somebody asks the daemon for something. */
  async ask(request: TicketRequest, idempotencyKey: string | null = null): Promise<RequestOutcome> {
    this.engine ??= await this.start();
    return this.engine.request(request, { idempotencyKey });
  }

  async stop(): Promise<void> {
    await this.engine?.stop();
    this.engine = null;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.store.close();
    await this.jira.close();
    this.repository.remove();
  }

  /** What a manager's own requests carry. */
  bossHeaders(): Readonly<Record<string, string>> {
    const login = this.options.personality === 'cloud' ? 'boss@example.com' : 'boss';
    return { Authorization: `Basic ${Buffer.from(`${login}:boss-secret`).toString('base64')}` };
  }

  tip(): string {
    return this.repository.git(['rev-parse', BRANCH]).trim();
  }

  async push(edits: readonly TreeEdit[]): Promise<void> {
    const tip = await this.store.resolve(BRANCH);
    const common = { message: 'edit', author: JANE, committer: JANE, atMs: Date.now() };
    const to = await this.store.writeCommit({ ...common, parents: tip === null ? [] : [tip], edits });
    await this.store.moveRefs([{ ref: BRANCH, from: tip, to }]);
  }

  async read(path: string): Promise<string | null> {
    const entry = (await this.store.lookUp(this.tip(), [path])).get(path);
    const [bytes] = entry === undefined ? [] : await this.store.readBlobs([entry.oid]);
    return bytes ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : null;
  }

  /** Every ticket file of the branch, by path, in one go. */
  async files(): Promise<ReadonlyMap<string, string>> {
    const entries = await this.store.listTree(this.tip(), 'issues');
    const blobs = await this.store.readBlobs(entries.map(({ oid }) => oid));
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return new Map(entries.map(({ path }, index) => [path, decoder.decode(blobs[index] ?? undefined)]));
  }

  async ticket(key: string): Promise<TicketDoc> {
    const source = await this.read(`issues/${key}.md`);
    if (source === null) throw new Error(`no file of ${key}`);
    return this.parse(source);
  }

  parse(source: string): TicketDoc {
    const reading = readTicketFile(new TextEncoder().encode(source), this.format);
    if (reading.kind === 'broken') throw new Error(`line ${reading.line}: ${reading.reason}`);
    return reading.doc;
  }

  /** A developer edits one ticket's file and pushes. */
  async edit(key: string, edit: Partial<TicketEdit>): Promise<void> {
    const path = `issues/${key}.md`;
    const source = (await this.read(path)) ?? '';
    await this.push([{ kind: 'put', path, content: this.edited(source, edit) }]);
  }

  edited(source: string, edit: Partial<TicketEdit>): string {
    return editTicketFile(source, { values: {}, texts: {}, comments: null, ...edit }, this.format);
  }

  async addFile(path: string, doc: Partial<TicketDoc>): Promise<void> {
    const content = renderTicketFile({ values: {}, texts: {}, comments: [], ...doc }, this.format);
    await this.push([{ kind: 'put', path, content }]);
  }

  private async start(): Promise<Engine> {
    const { project, log = SILENT } = this.options;
    const config: SyncConfig = {
      jira: { url: this.jira.url, credentials: credentialsOf(this.options.personality), flavor: 'auto' },
      project,
      repository: this.repository.path,
      branch: 'main',
      remote: null,
      jql: null,
      userTokens: new Map(),
      maxDeletes: { tickets: 10, share: 0.1 },
      confirmDeletesMs: 0,
      jiraConcurrency: 8,
      jiraTimeoutMs: 60_000,
      maintenance: { schedule: null, looseObjects: 2_000 },
    };
    const engine = await compose(config, { log, schedule: null, onRequest: () => {} });
    try {
      await engine.start();
      return engine;
    } catch (error) {
      await engine.stop();
      throw error;
    }
  }
}

function credentialsOf(personality: 'server' | 'cloud') {
  const username = personality === 'cloud' ? 'tract@example.com' : 'tract';
  return { kind: 'basic', username, password: 'tract-secret' } as const;
}

function personOf(personality: 'server' | 'cloud', jira: Emulator, name: string): string {
  return personality === 'cloud' ? `{ accountId: "${jira.admin.user(name).accountId}" }` : name;
}

function configText({ project, config = '' }: EmulatedOptions, url: string): string {
  return `version: 1\nproject: { key: ${project}, url: "${url}" }\n${config}`;
}
