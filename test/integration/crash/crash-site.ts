import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProjectConfig, ticketFormatOf } from '../../../src/model/project-config.ts';
import type { TicketDoc, TicketEdit, TicketFormat } from '../../../src/model/ticket.ts';
import { editTicketFile, readTicketFile } from '../../../src/model/ticket-file.ts';
import type { CycleReport } from '../../../src/reconciler/cycle-report.ts';
import { openRepository } from '../../../src/reconciler/git/repository.ts';
import type { ObjectStore, Oid, TreeEdit } from '../../../src/snapshot/object-store.ts';
import type { RunningTract } from '../cli/run-tract.ts';
import { API_KEY, type Workshop } from '../cli/workshop.ts';
import { FlowSite, type Personality } from '../flows/flow-site.ts';

const BRANCH = 'refs/heads/main';
const DEVELOPER = { name: 'anna', email: 'anna@example.com' };
/** Longer than Cloud's search may hide a new issue: what was begun before a kill is settled after it. */
const WAIT_MS = 130_000;
const MOST_CYCLES = 12;

/** What a person edits of one ticket file; made from what the file says. */
export type Change = (doc: TicketDoc) => Partial<TicketEdit>;

export type CrashOptions = {
  /** More variables of the daemon. */
  readonly env?: Readonly<Record<string, string>>;
  /** Jira tells the daemon what happens, as soon as it does. */
  readonly webhook?: boolean;
};

/** True for a cycle that had nothing to do. */
export function isIdle({ items, commits, imported }: CycleReport): boolean {
  const nothingLeft = items.every(({ jira, git, failure }) => jira.length + git.length === 0 && failure === null);
  return nothingLeft && commits.length + imported === 0;
}

/** A Jira, a bare repository and the built daemon between them, which ends itself where it is told to. */
export class CrashSite {
  readonly flow: FlowSite;
  readonly store: ObjectStore;
  readonly format: TicketFormat;
  #daemon: RunningTract | null = null;
  #env: Readonly<Record<string, string>>;
  readonly #clock: { aheadMs: number };

  private constructor(flow: FlowSite, store: ObjectStore, format: TicketFormat, clock: { aheadMs: number }) {
    this.flow = flow;
    this.store = store;
    this.format = format;
    this.#clock = clock;
    this.#env = {};
  }

  static async open(
    personality: Personality,
    titles: readonly string[],
    { env = {}, webhook = false }: CrashOptions = {},
  ): Promise<CrashSite> {
    const clock = { aheadMs: 0 };
    const flow = await FlowSite.open(personality, { titles, webhook, clock: () => Date.now() + clock.aheadMs });
    await flow.workshop.git('config', 'tract.test', 'true');
    const reading = parseProjectConfig(await flow.file('.tract/config.yaml'));
    if (reading.kind === 'invalid') throw new Error(reading.problems.join('\n'));
    const store = await openRepository(flow.workshop.repository);
    const site = new CrashSite(flow, store, ticketFormatOf(reading.config), clock);
    site.arm('');
    site.#env = { NODE_ENV: 'test', TRACT_TEST_KILL_AT: site.#killFile, ...env };
    return site;
  }

  get jira(): Workshop['jira'] {
    return this.flow.jira;
  }

  get daemon(): RunningTract {
    if (this.#daemon === null) throw new Error('no daemon runs');
    return this.#daemon;
  }

  get #killFile(): string {
    return join(this.flow.workshop.folder, 'kill-at');
  }

  /** At which moment the daemon is to end itself; '' for never. */
  arm(moment: string): void {
    writeFileSync(this.#killFile, moment);
  }

  /** A daemon whose first cycle went well. */
  async start(): Promise<void> {
    this.#daemon = await this.flow.workshop.serve(this.#variables());
  }

  /** A daemon of which nothing is known yet. */
  launch(): RunningTract {
    this.#daemon = this.flow.workshop.start(['serve'], this.#variables());
    return this.#daemon;
  }

  #variables(): Readonly<Record<string, string>> {
    const ahead = encodeURIComponent(`const now=Date.now;Date.now=()=>now()+${this.#clock.aheadMs}`);
    return { ...this.#env, NODE_OPTIONS: `--import=data:text/javascript,${ahead}` };
  }

  /** For Jira and for the daemon that is started next, minutes have gone by. */
  passTime(): void {
    this.#clock.aheadMs += WAIT_MS;
  }

  /** One cycle. Throws where it ended early, or where the daemon is gone. */
  async sync(full = false): Promise<CycleReport> {
    const report = (await this.post('/sync', { full })) as CycleReport;
    if (report.error !== null) throw new Error(`a cycle ended early: ${report.error}`);
    return report;
  }

  /** Cycles until one has nothing to do. */
  async rest(full = false): Promise<void> {
    let report: CycleReport | null = null;
    for (let cycle = 0; cycle < MOST_CYCLES; cycle++) {
      report = await this.sync(full);
      if (isIdle(report)) return;
    }
    throw new Error(`never came to rest; last: ${JSON.stringify(report, null, 2)}`);
  }

  async post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const own = { Authorization: `Bearer ${API_KEY}`, 'Content-Type': 'application/json', ...headers };
    const init = { method: 'POST', headers: own, body: JSON.stringify(body) };
    const response = await fetch(`${this.flow.workshop.url}${path}`, init);
    if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  async tip(): Promise<Oid> {
    return (await this.store.resolve(BRANCH)) ?? '';
  }

  /** Somebody pushes a commit that `edits` makes from whatever is there. */
  async push(edits: (read: (path: string) => Promise<string>) => Promise<readonly TreeEdit[]>): Promise<void> {
    for (;;) {
      const tip = await this.tip();
      const common = { message: 'Edit', author: DEVELOPER, committer: DEVELOPER, atMs: Date.now() };
      const made = await edits((path) => this.readAt(tip, path));
      const to = await this.store.writeCommit({ ...common, parents: [tip], edits: made });
      if (await this.store.moveRefs([{ ref: BRANCH, from: tip, to }])) return;
    }
  }

  /** '' where there is no such file. */
  async readAt(commit: Oid, path: string): Promise<string> {
    const entry = (await this.store.lookUp(commit, [path])).get(path);
    const [bytes] = entry === undefined ? [] : await this.store.readBlobs([entry.oid]);
    return bytes ? new TextDecoder().decode(bytes) : '';
  }

  parse(source: string): TicketDoc {
    const reading = readTicketFile(new TextEncoder().encode(source), this.format);
    if (reading.kind === 'broken') throw new Error(`line ${reading.line}: ${reading.reason}`);
    return reading.doc;
  }

  edited(source: string, change: Change): string {
    return editTicketFile(
      source,
      { values: {}, texts: {}, comments: null, ...change(this.parse(source)) },
      this.format,
    );
  }

  /** Every file of the branch by path. */
  async files(): Promise<ReadonlyMap<string, string>> {
    const entries = await this.store.listTree(await this.tip(), '');
    const blobs = await this.store.readBlobs(entries.map(({ oid }) => oid));
    const decoder = new TextDecoder();
    return new Map(entries.map(({ path }, index) => [path, decoder.decode(blobs[index] ?? undefined)]));
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.flow.close();
  }
}
