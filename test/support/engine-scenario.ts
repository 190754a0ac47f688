import type { Value, Values } from '../../src/model/value.ts';
import { createEngine } from '../../src/reconciler/create-engine.ts';
import type { CycleReport, ReportItem } from '../../src/reconciler/cycle-report.ts';
import type { Engine, SyncRequest } from '../../src/reconciler/engine.ts';
import type { Parts } from '../../src/reconciler/parts.ts';
import type { Project } from '../../src/reconciler/project.ts';
import type { Hold } from '../../src/snapshot/base.ts';
import type { TreeEdit } from '../../src/snapshot/object-store.ts';
import { type MemoryIssue, wiki } from './memory-jira.ts';
import { CONFIG, World } from './world.ts';

export const QUICK: SyncRequest = { full: false, retryHeld: false, allowDeletes: 0 };
export const FULL: SyncRequest = { ...QUICK, full: true };

/** A world in which both sides have met, with the engine that keeps them together. A minute passes before each cycle. */
export class EngineScenario {
  readonly world = new World();
  private current: { readonly engine: Engine; readonly parts: Parts } | null = null;

  /** Both sides agree on `tickets` tickets, `APP-1` and on. `config` are further lines of `.tract/config.yaml`. */
  async begin(tickets = 1, config = ''): Promise<this> {
    await this.world.open();
    if (config !== '') await this.configure(config);
    for (let number = 1; number <= tickets; number++) {
      const words = `First of ${number}.\n\nSecond of ${number}.`;
      this.world.jira.create({ title: `Ticket ${number}` }, { description: wiki(words) });
    }
    await this.restart();
    await this.cycle(FULL);
    return this;
  }

  get engine(): Engine {
    return this.running().engine;
  }

  /** The project as the engine's process knows it. */
  get project(): Project {
    return this.running().parts.project;
  }

  /** A new process on the same repository and the same Jira. */
  async restart(): Promise<void> {
    const parts = await this.world.parts();
    const engine = createEngine(parts, { schedule: null, batch: 50, sweepBatch: 50 });
    this.current = { engine, parts };
    await engine.start();
  }

  async cycle(request: SyncRequest = QUICK): Promise<CycleReport> {
    this.world.nowMs += 60_000;
    return this.engine.sync(request);
  }

  issue(key = 'APP-1'): MemoryIssue {
    const issue = this.world.jira.byKey(key);
    if (issue === undefined) throw new Error(`Jira has no ${key}`);
    return issue;
  }

  /** A manager changes values or the description in Jira. */
  editInJira(key: string, values: Readonly<Record<string, Value>>, description: string | null = null): void {
    const issue = this.issue(key);
    Object.assign(issue.values, values);
    if (description !== null) issue.texts.description = wiki(description);
    this.world.jira.touch(issue);
  }

  async editInGit(key: string, values: Readonly<Record<string, Value>>, description: string | null = null) {
    const texts = description === null ? {} : { description };
    await this.world.editFile(`issues/${key}.md`, { values, texts });
  }

  async configure(lines: string): Promise<void> {
    await this.put('.tract/config.yaml', CONFIG + lines);
  }

  async put(path: string, content: string): Promise<void> {
    await this.push({ kind: 'put', path, content });
  }

  async remove(...paths: readonly string[]): Promise<void> {
    await this.push(...paths.map((path) => ({ kind: 'remove', path }) as const));
  }

  async push(...edits: readonly TreeEdit[]): Promise<void> {
    await this.world.push(edits);
  }

  /** What the file says, its description among the values. */
  async inGit(key = 'APP-1'): Promise<Values> {
    const file = await this.world.file(`issues/${key}.md`);
    if (file === null) throw new Error(`git has no ${key}`);
    return { ...file.doc.values, description: (file.doc.texts.description ?? '').trim() };
  }

  descriptionInJira(key = 'APP-1'): string {
    const text = this.issue(key).texts.description;
    return text?.kind === 'wiki' ? text.wiki : '';
  }

  /** What waits for a person on one ticket. */
  async holds(key = 'APP-1'): Promise<readonly Hold[]> {
    const { pending } = await this.engine.status();
    return pending.find((item) => item.key === key)?.holds ?? [];
  }

  async problems(): Promise<Readonly<Record<string, string>>> {
    const { problems } = await this.engine.status();
    return Object.fromEntries(problems.map(({ path, reason }) => [path, reason]));
  }

  private running(): { readonly engine: Engine; readonly parts: Parts } {
    if (this.current === null) throw new Error('the scenario has not begun');
    return this.current;
  }

  /** How often anything was written, on either side: equal before and after where nothing was. */
  async mark(): Promise<string> {
    const { store, jira } = this.world;
    return JSON.stringify([await this.world.tip(), await store.resolve('refs/notes/tract'), jira.writes]);
  }
}

export function itemOf(report: CycleReport, ref: string): ReportItem | undefined {
  return report.items.find((item) => item.ref === ref || item.key === ref);
}
