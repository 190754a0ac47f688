import { parseProjectConfig, ticketFormatOf } from '../../src/model/project-config.ts';
import type { TicketDoc, TicketEdit, TicketFormat } from '../../src/model/ticket.ts';
import { editTicketFile, readTicketFile, renderTicketFile } from '../../src/model/ticket-file.ts';
import { isTicketKey, ticketName } from '../../src/model/ticket-key.ts';
import type { GitWorklog, WorklogLine } from '../../src/model/worklog.ts';
import { editWorklogFile, readWorklogFile } from '../../src/model/worklog-file.ts';
import { worklogMonth } from '../../src/model/worklog-line.ts';
import { createEngine } from '../../src/reconciler/create-engine.ts';
import { createProject } from '../../src/reconciler/create-project.ts';
import type { Engine } from '../../src/reconciler/engine.ts';
import { createGitSide } from '../../src/reconciler/git/create-git-side.ts';
import type { JiraSide } from '../../src/reconciler/jira-side.ts';
import type { Log } from '../../src/reconciler/log.ts';
import type { Parts } from '../../src/reconciler/parts.ts';
import { createInlineTextService, type TextService } from '../../src/reconciler/text/text-service.ts';
import type { ObjectStore, TreeEdit } from '../../src/snapshot/object-store.ts';
import { openSnapshot } from '../../src/snapshot/snapshot.ts';
import { gatedStore } from './gated-store.ts';
import { MemoryJira } from './memory-jira.ts';
import { MemoryObjectStore } from './memory-object-store.ts';

export const BRANCH = 'refs/heads/main';
export const CONFIG = `version: 1
project: { key: APP, name: App, url: "https://jira.example" }
`;
const USERS = 'boss: boss\njane: jane\njohn: john\ntract: tract\n';
const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };
const JANE = { name: 'jane', email: 'jane@example.com' };

export type TicketFile = { readonly path: string; readonly source: string; readonly doc: TicketDoc };

/** What a process sees of the world, where that is not the world itself. */
export type Ports = { readonly store?: ObjectStore; readonly jira?: JiraSide; readonly texts?: TextService };

/** Both sides in memory, people who edit either, a clock that stands still until it is told, and engines that come and go. */
export class World {
  nowMs = Date.UTC(2026, 1, 14, 9, 0, 0);
  readonly store = new MemoryObjectStore();
  /** How far Jira's clock is ahead of ours. */
  jiraAheadMs = 0;
  readonly jira = new MemoryJira('APP', () => this.nowMs + this.jiraAheadMs);
  readonly format: TicketFormat;
  /** Runs around each write of the engine to the repository. */
  gate: (name: string) => Promise<void> = async () => {};
  private readonly log: Log;

  constructor(log: Log = SILENT) {
    this.log = log;
    const reading = parseProjectConfig(CONFIG);
    if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
    this.format = ticketFormatOf(reading.config);
  }

  async open(): Promise<this> {
    await this.push([
      { kind: 'put', path: '.tract/config.yaml', content: CONFIG },
      { kind: 'put', path: '.tract/users.yaml', content: USERS },
    ]);
    return this;
  }

  async parts(ports: Ports = {}): Promise<Parts> {
    const store = ports.store ?? gatedStore(this.store, (name) => this.gate(name));
    const snapshot = await openSnapshot(store, { project: 'APP', branch: BRANCH });
    return {
      git: createGitSide(store, BRANCH),
      store,
      snapshot,
      jira: ports.jira ?? this.jira.side(),
      texts: ports.texts ?? createInlineTextService(),
      project: createProject(snapshot.meta.project, 'server'),
      branch: BRANCH,
      clock: () => this.nowMs,
      sleep: async (ms) => {
        this.nowMs += ms;
      },
      log: this.log,
      maxDeletes: { tickets: 10, share: 0.5 },
      confirmDeletesMs: 30_000,
    };
  }

  /** A daemon without a clock of its own: the test says when it runs. */
  async engine(ports: Ports = {}): Promise<Engine> {
    const engine = createEngine(await this.parts(ports), { schedule: null, batch: 50, sweepBatch: 50 });
    await engine.start();
    return engine;
  }

  async tip(): Promise<string> {
    return (await this.store.resolve(BRANCH)) ?? '';
  }

  /** Somebody pushes a commit on top of whatever is there. */
  async push(edits: readonly TreeEdit[], store: ObjectStore = this.store): Promise<void> {
    for (;;) {
      const tip = await store.resolve(BRANCH);
      const parents = tip === null ? [] : [tip];
      const commit = { parents, edits, message: 'edit', author: JANE, committer: JANE, atMs: this.nowMs };
      const to = await store.writeCommit(commit);
      if (await store.moveRefs([{ ref: BRANCH, from: tip, to }])) return;
    }
  }

  async paths(): Promise<readonly string[]> {
    return (await this.store.listTree(await this.tip(), 'issues')).map(({ path }) => path);
  }

  async file(path: string): Promise<TicketFile | null> {
    const source = await this.text(path);
    if (source === null) return null;
    const reading = readTicketFile(new TextEncoder().encode(source), this.format);
    if (reading.kind === 'broken') throw new Error(`${path} line ${reading.line}: ${reading.reason}`);
    return { path, source, doc: reading.doc };
  }

  async text(path: string): Promise<string | null> {
    const entry = (await this.store.lookUp(await this.tip(), [path])).get(path);
    const [bytes] = entry === undefined ? [] : await this.store.readBlobs([entry.oid]);
    return bytes ? new TextDecoder().decode(bytes) : null;
  }

  async editFile(path: string, edit: Partial<TicketEdit>): Promise<void> {
    const file = await this.file(path);
    if (file === null) return;
    const content = editTicketFile(file.source, { values: {}, texts: {}, comments: null, ...edit }, this.format);
    await this.push([{ kind: 'put', path, content }]);
  }

  async addFile(path: string, doc: Partial<TicketDoc>): Promise<void> {
    const content = renderTicketFile({ values: {}, texts: {}, comments: [], ...doc }, this.format);
    await this.push([{ kind: 'put', path, content }]);
  }

  async worklogs(): Promise<readonly WorklogLine[]> {
    const files = await this.store.listTree(await this.tip(), 'worklogs');
    const months = await Promise.all(
      files.map(async ({ path }) => {
        const month = path.slice('worklogs/'.length, -'.jsonl'.length);
        return readWorklogFile(month, (await this.text(path)) ?? '', this.format).lines;
      }),
    );
    return months.flat();
  }

  async editWorklogs(
    month: string,
    edit: { readonly add?: readonly GitWorklog[]; readonly remove?: readonly number[] },
  ): Promise<void> {
    const path = `worklogs/${month}.jsonl`;
    const before = (await this.text(path)) ?? '';
    const content = editWorklogFile(before, { add: [], replace: [], remove: [], ...edit }, this.format);
    await this.push([{ kind: 'put', path, content }]);
  }

  async logTime(worklog: GitWorklog): Promise<void> {
    await this.editWorklogs(worklogMonth(worklog.started), { add: [worklog] });
  }

  /** The keys that have a file. */
  async keys(): Promise<readonly string[]> {
    return (await this.paths()).map((path) => ticketName(path) ?? '').filter(isTicketKey);
  }
}
