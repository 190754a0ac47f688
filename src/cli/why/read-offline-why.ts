import { ticketPath } from '../../model/ticket-key.ts';
import { createProject } from '../../reconciler/create-project.ts';
import { emptyPlan } from '../../reconciler/empty-plan.ts';
import { createGitSide } from '../../reconciler/git/create-git-side.ts';
import { openRepository } from '../../reconciler/git/repository.ts';
import type { GitSide } from '../../reconciler/git-side.ts';
import { NOTHING_REQUESTED, type Observation } from '../../reconciler/observation.ts';
import type { Project } from '../../reconciler/project.ts';
import { gitOriginsOf, type Looked } from '../../reconciler/records/attribute-holds.ts';
import { policyOf } from '../../reconciler/records/policy-of.ts';
import { matchAll } from '../../reconciler/text-requests.ts';
import { named, reasonOf, type States, type Why } from '../../reconciler/why/reason.ts';
import { isSameInGit, standsOut, statesOf } from '../../reconciler/why/states-of.ts';
import type { TicketBase } from '../../snapshot/base.ts';
import type { ObjectStore, Oid } from '../../snapshot/object-store.ts';
import { openSnapshot, SNAPSHOT_REF } from '../../snapshot/snapshot.ts';
import type { Clone } from '../api/find-clone.ts';
import { CliError, usageError } from '../cli-error.ts';
import { EXIT } from '../exit-code.ts';
import { plain } from '../render/plain.ts';
import { readMeta } from '../status/read-offline-status.ts';

const NO_SNAPSHOT =
  'the clone has no snapshot: fetch it with `git fetch origin refs/notes/tract:refs/notes/tract` while the server can be reached';

/**
 * What a clone knows of a ticket by itself: what was agreed when the fetched snapshot was written, and what HEAD says. Null
 * for a ticket that it does not know; a CliError where there is no snapshot, or the ticket has no such field.
 */
export async function readOfflineWhy(
  clone: Clone,
  issue: string,
  field: string | null,
  all: boolean,
): Promise<Why | null> {
  const store = await openRepository(clone.folder, { clone: true });
  try {
    const head = await store.resolve('HEAD');
    const base = await readBase(store, issue);
    const git = createGitSide(store, 'HEAD');
    const project = head === null ? null : await readProject(git, head, clone);
    if (head === null || project === null) return null;
    const looked = await look(git, head, issue, base, project);
    if (base === null && looked.observation.git.kind === 'absent') return null;
    const states = statesOf({ ...looked, outcomes: new Map() }, project, new Map());
    const meant = named(states, field);
    if (meant === null)
      throw usageError(`${issue} has no ${plain(field ?? '')}: tract why ${issue} --all shows what it has`);
    const told = field !== null || all ? meant : meant.filter(standsOut);
    const origins = await gitOriginsOf(
      { git, project },
      looked,
      told.map((each) => each.field),
    );
    const fields = told.map((each, index) => {
      const made = origins[index] ?? each.hold?.origins?.git ?? null;
      const who = { git: made, jira: each.hold?.origins?.jira ?? null };
      return reasonOf(issue, { ...each, rule: ruleOf(each) }, who, policyOf(each.field, project), false);
    });
    return { issue, situation: 'offline', commit: head, fields };
  } finally {
    await store.close();
  }
}

function ruleOf(states: States): string {
  if (states.hold !== null) return states.hold.reason;
  if (states.verdict !== 'unjudged') return states.rule;
  return isSameInGit(states)
    ? 'git says what both sides last agreed on'
    : 'git changed it: it goes to Jira, unless Jira changed it too';
}

async function readBase(store: ObjectStore, issue: string): Promise<TicketBase | null> {
  const note = await store.resolve(SNAPSHOT_REF);
  if (note === null) throw new CliError(EXIT.unreachable, [NO_SNAPSHOT]);
  const snapshot = await openSnapshot(store, await readMeta(store, note));
  return (await snapshot.bases([issue])).get(issue) ?? null;
}

async function readProject(git: GitSide, head: Oid, clone: Clone): Promise<Project> {
  // What Jira calls people hangs on the flavor, and nobody is asked for it here.
  const project = createProject(clone.config().project.key, 'server');
  const problems = project.load(await git.readProject(head));
  if (!project.isLoaded()) throw usageError(...problems, 'HEAD has no .tract/config.yaml that can be read');
  return project;
}

/** The ticket as the service would meet it, had Jira nothing to say. */
async function look(
  git: GitSide,
  head: Oid,
  issue: string,
  base: TicketBase | null,
  project: Project,
): Promise<Looked> {
  const path = ticketPath(issue);
  const [files, worklogs] = await Promise.all([
    git.readTickets(head, [path], project.format()),
    git.readWorklogs(head, [issue], project.format()),
  ]);
  const { lines = [], problems = [] } = worklogs.get(issue) ?? {};
  const observation: Observation = {
    key: issue,
    path,
    commit: head,
    base,
    git: files.get(path) ?? { kind: 'absent' },
    misnamed: null,
    removed: null,
    returned: false,
    jira: { kind: 'missing' },
    unseen: new Map(),
    stopped: new Map(),
    rewound: [],
    worklogs: lines,
    storedWorklogs: base?.worklogs ?? [],
    worklogProblems: problems,
    begun: new Set(),
    requested: NOTHING_REQUESTED,
    committer: null,
    gitChangedAtMs: null,
    changeTimes: new Map(),
  };
  const plan = { ...emptyPlan(observation, 'missing-in-jira'), holds: base?.holds ?? [] };
  return { observation, matches: matchAll(observation), plan };
}
