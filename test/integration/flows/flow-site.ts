import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { asWiki } from '../../../src/emulator/text/rich-text.ts';
import type { Comment, Issue } from '../../../src/emulator/world/issue.ts';
import { summaryOf } from '../../../src/emulator/world/issue-values.ts';
import type { Ended, RunningTract } from '../cli/run-tract.ts';
import { type Clone, Workshop } from '../cli/workshop.ts';

const execute = promisify(execFile);

export const PERSONALITIES = ['server', 'cloud'] as const;
export type Personality = (typeof PERSONALITIES)[number];

/** A time entry as Jira has it, without its id. */
export type InJira = { readonly started: string; readonly seconds: number; readonly comment: string };

/** A line of a time sheet in git. */
export type InGit = {
  readonly issue: string;
  readonly author: string;
  readonly time: string;
  readonly started: string;
  readonly comment?: string;
  readonly id?: string;
};

export type FlowOptions = {
  readonly titles?: readonly string[];
  /** Jira tells the daemon what happens, as soon as it does. */
  readonly webhook?: boolean;
  /** Jira's clock. */
  readonly clock?: () => number;
};

export type Pushed = { readonly code: number; readonly remote: readonly string[]; readonly stderr: string };

/** One project between a Jira, a bare repository and people's clones, with the built program everywhere. */
export class FlowSite {
  readonly workshop: Workshop;
  #daemon: RunningTract | null = null;

  private constructor(workshop: Workshop) {
    this.workshop = workshop;
  }

  /** Jira has APP-1, APP-2 and an issue for each of `titles`; all are in the repository. No daemon runs yet. */
  static async open(personality: Personality, options: FlowOptions = {}): Promise<FlowSite> {
    const { titles = [], webhook = false, clock = Date.now } = options;
    const workshop = await Workshop.open(personality, clock);
    for (const summary of titles) workshop.jira.as('anna').createIssue('APP', 'Task', { summary });
    const { code, stderr } = await workshop.onboard(webhook ? ['--webhook-url', workshop.url] : []);
    if (code !== 0) throw new Error(`onboarding failed:\n${stderr}`);
    return new FlowSite(workshop);
  }

  get jira(): Workshop['jira'] {
    return this.workshop.jira;
  }

  async start(env: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#daemon = await this.workshop.serve(env);
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await this.#daemon?.stop(signal);
    this.#daemon = null;
  }

  /** Anna's handle: on Cloud people have no user name, and it is made from the display name. */
  get me(): string {
    return this.jira.settings.personality === 'cloud' ? 'anna.berg' : 'anna';
  }

  /** A clone in which `tract.author` says that Anna works there. */
  async clone(): Promise<Clone> {
    const clone = await this.workshop.clone();
    await clone.git('config', 'tract.author', this.me);
    return clone;
  }

  /** The program in a clone; what it printed on both streams when it ended in another way than 0 is the error. */
  async tract(clone: Clone, ...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.ask(clone, ...args);
    if (code !== 0) throw new Error(`tract ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  }

  ask(clone: Clone, ...args: readonly string[]): Promise<Ended> {
    return this.workshop.ask(clone, args);
  }

  /** A reconcile, and its outcome in words. */
  async sync(clone: Clone): Promise<string> {
    return (await this.ask(clone, 'sync')).stdout;
  }

  issue(key: string): Issue {
    const found = this.jira.world.issues.find(key);
    if (found === undefined) throw new Error(`no ${key} in Jira`);
    return found;
  }

  /** Keys of all issues with this title. */
  titled(title: string): readonly string[] {
    const all = [...this.jira.world.issues.all()].filter((issue) => summaryOf(issue) === title);
    return all.map(({ key }) => key);
  }

  worklogs(key: string): readonly InJira[] {
    return this.issue(key).worklogs.map(({ startedMs, seconds, comment }) => ({
      started: new Date(startedMs).toISOString().replace('.000Z', 'Z'),
      seconds,
      comment: comment === null ? '' : asWiki(comment),
    }));
  }

  comments(key: string): readonly string[] {
    return this.issue(key).comments.map(({ body }: Comment) => asWiki(body));
  }

  description(key: string): string {
    const { description } = this.issue(key).values;
    return description === undefined ? '' : asWiki(description as Comment['body']);
  }

  /** A file of the branch; '' where there is none. */
  file(path: string, branch = 'main'): Promise<string> {
    return this.workshop.git('show', `${branch}:${path}`).catch(() => '');
  }

  async lines(month: string): Promise<readonly InGit[]> {
    const lines = (await this.file(`worklogs/${month}.jsonl`)).split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as InGit);
  }

  /** All paths of the branch below a folder. */
  async paths(folder: string): Promise<readonly string[]> {
    const listed = await this.workshop.git('ls-tree', '-r', '--name-only', 'main', '--', folder);
    return listed.split('\n').filter((path) => path !== '');
  }

  /** The files of the queue that say something: that of new tickets stays when it is empty. */
  async queued(): Promise<readonly string[]> {
    const paths = await this.paths('.tract/queue');
    const contents = await Promise.all(paths.map((path) => this.file(path)));
    return paths.filter((_, index) => contents[index] !== '');
  }

  async subjects(count: number): Promise<readonly string[]> {
    const log = await this.workshop.git('log', `-${count}`, '--format=%s', 'main');
    return log.trimEnd().split('\n');
  }

  async close(): Promise<void> {
    await this.workshop.close();
  }
}

/** Pushes what is committed, as a person would; never fails. */
export async function push(
  clone: Clone,
  refspec = 'HEAD',
  env: Readonly<Record<string, string>> = {},
): Promise<Pushed> {
  const plain = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
  const options = { cwd: clone.path, env: { ...process.env, ...plain, ...env } };
  const ended = await execute('git', ['push', 'origin', refspec], options).then(
    ({ stderr }) => ({ code: 0, stderr }),
    ({ code, stderr }: { readonly code: number; readonly stderr: string }) => ({ code, stderr }),
  );
  const lines = ended.stderr.split('\n').filter((line) => line.startsWith('remote: '));
  return { ...ended, remote: lines.map((line) => line.slice('remote: '.length).trimEnd()) };
}

/** Commits everything in the clone. */
export async function commit(clone: Clone, message = 'Edit'): Promise<void> {
  await clone.git('add', '--all');
  await clone.git('commit', '--quiet', '--message', message);
}
