import type { EmulatorOptions } from '../../../../src/emulator/options.ts';
import { type Emulator, startEmulator } from '../../../../src/emulator/start-emulator.ts';
import type { JiraText } from '../../../../src/model/text/jira-text.ts';
import { createJiraSide } from '../../../../src/reconciler/jira/jira-side.ts';
import { DEFAULT_TIMEOUTS, type JiraSideOptions } from '../../../../src/reconciler/jira/options.ts';
import type { JiraSide } from '../../../../src/reconciler/jira-side.ts';
import { createNameBook } from '../../../../src/reconciler/name-book.ts';
import type { JiraWorld } from '../../../support/jira-side-contract.ts';
import { MemoryPeople } from './memory-people.ts';
import { testFields } from './test-fields.ts';

export type Flavor = 'cloud' | 'server';

/** A world over the emulator, with all that a test may want to turn. */
export type EmulatorWorld = JiraWorld & {
  readonly jira: Emulator;
  readonly time: { nowMs: number };
  readonly slept: readonly number[];
  readonly warnings: readonly string[];
  /** Another side to the same Jira, closed with the world. */
  open(options?: Partial<JiraSideOptions>): JiraSide;
};

/** Past the minute that the worklog feeds withhold. */
const SETTLED_MS = 90_000;

/** Jira and side share one clock that only `settle` and the side's own waiting move. */
export async function emulatorWorld(
  flavor: Flavor,
  jiraOptions: Partial<EmulatorOptions> = {},
  sideOptions: Partial<JiraSideOptions> = {},
): Promise<EmulatorWorld> {
  const time = { nowMs: Date.now() };
  const clock = () => time.nowMs;
  const slept: number[] = [];
  const warnings: string[] = [];
  const users = ['tract', 'anna', 'ben'].map((name) => ({ name, password: `${name}-secret`, token: `${name}-token` }));
  const jira = await startEmulator({ personality: flavor, clock, users, ...jiraOptions });
  jira.admin.addProject({ key: 'APP', lead: 'anna', components: ['api', 'web'], versions: ['1.0', '2.0'] });
  const people = new MemoryPeople();
  for (const { name } of users) {
    const { accountId } = jira.admin.user(name);
    people.handleOf({ displayName: name, jiraName: flavor === 'cloud' ? accountId : name, key: null });
  }
  const sleep = async (ms: number) => {
    slept.push(ms);
    time.nowMs += ms;
  };
  const say = () => undefined;
  const log = { debug: say, info: say, error: say, warn: (message: string) => void warnings.push(message) };
  const sides: JiraSide[] = [];
  const open = (options: Partial<JiraSideOptions> = {}) => {
    const opened = createJiraSide({
      url: jira.url,
      credentials: credentialsOf('tract', flavor),
      flavor: 'auto',
      project: 'APP',
      jql: null,
      fields: () => testFields(flavor),
      people,
      names: createNameBook(),
      workflow: () => ({ screenFields: {} }),
      concurrency: 8,
      userTokens: new Map(),
      timing: { clock, sleep, random: () => 0.5 },
      timeouts: DEFAULT_TIMEOUTS,
      overlapMs: null,
      log,
      onRequest: say,
      onRefusedLogin: say,
      dispatcher: null,
      ...sideOptions,
      ...options,
    });
    sides.push(opened);
    return opened;
  };
  const side = open();
  const anna = jira.as('anna');
  const settle = async () => {
    time.nowMs += SETTLED_MS;
  };
  return {
    jira,
    side,
    time,
    slept,
    warnings,
    open,
    settle,
    text: (words) => (flavor === 'cloud' ? adf(words) : { kind: 'wiki', wiki: words }),
    createIssue: async (title) => tick(time, () => anna.createIssue('APP', 'Task', { summary: title })),
    editTitle: async (key, title) => tick(time, () => void anna.editIssue(key, { summary: title })),
    comment: async (key, words) => tick(time, () => anna.comment(key, words).id),
    removeComment: async (key, comment) => tick(time, () => anna.deleteComment(key, comment)),
    logWork: async (key, seconds, started, comment) =>
      tick(time, () => anna.logWork(key, { timeSpentSeconds: seconds, startedMs: Date.parse(started), comment }).id),
    removeWorklog: async (key, worklog) => tick(time, () => anna.deleteWorklog(key, worklog)),
    deleteIssue: async (key) => tick(time, () => anna.deleteIssue(key)),
    close: async () => {
      await Promise.all(sides.map((each) => each.close()));
      await jira.close();
    },
  };
}

/** Makes worlds for single tests, which end with the test, however that ends. */
export function testWorlds(): typeof emulatorWorld {
  const open: EmulatorWorld[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((world) => world.close()));
  });
  return async (...options) => {
    const world = await emulatorWorld(...options);
    open.push(world);
    return world;
  };
}

export function credentialsOf(name: string, flavor: Flavor): JiraSideOptions['credentials'] {
  const username = flavor === 'cloud' ? `${name}@example.com` : name;
  return { kind: 'basic', username, password: `${name}-secret` };
}

/** Nobody does two things at the same second. */
function tick<T>(time: { nowMs: number }, act: () => T): T {
  time.nowMs += 3_000;
  return act();
}

function adf(words: string): JiraText {
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: words }] };
  return { kind: 'adf', doc: { type: 'doc', version: 1, content: [paragraph] } };
}
