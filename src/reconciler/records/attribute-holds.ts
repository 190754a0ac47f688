import { Failure } from '../../model/failure.ts';
import { timeOfMs } from '../../model/timestamp.ts';
import { worklogMonth } from '../../model/worklog-line.ts';
import type { GitOrigin, Hold, HoldOrigins, JiraOrigin } from '../../snapshot/base.ts';
import type { GitSubject } from '../git-side.ts';
import type { JiraSubject } from '../jira-side.ts';
import type { Parts } from '../parts.ts';
import { contestedOf } from '../resolve/contested.ts';
import type { Work } from '../work.ts';

/** What of a ticket says where its parts stand. */
export type Looked = Pick<Work, 'observation' | 'matches' | 'plan'>;

type Asked = {
  readonly git: { readonly path: string; readonly subject: GitSubject } | null;
  readonly jira: JiraSubject | null;
};

/**
 * Says of each new conflict of a ticket who gave the two values, and when. What is known already is not asked again.
 * Where a side does not answer, it stays unknown until the ticket is looked at once more: no conflict waits for it.
 */
export async function attributeHolds(parts: Parts, work: Work): Promise<readonly Hold[]> {
  const { holds } = work.plan;
  const open = holds.filter(({ kind, origins }) => kind === 'conflict' && origins === null);
  if (open.length === 0) return holds;
  try {
    const found = await originsOf(
      parts,
      work,
      open.map(({ field }) => field),
    );
    return holds.map((hold) => (open.includes(hold) ? { ...hold, origins: found[open.indexOf(hold)] ?? null } : hold));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    parts.log.warn('not known who made a conflict', { ticket: work.ref, reason: error.message });
    return holds;
  }
}

/** Who gave each of these fields, comments and time entries its value on either side. Throws the Failure of a side. */
export async function originsOf(parts: Parts, work: Work, fields: readonly string[]): Promise<readonly HoldOrigins[]> {
  const asked = fields.map((field) => subjectsOf(parts, work, field));
  const [git, jira] = await Promise.all([askGit(parts, work, asked), askJira(parts, work, asked)]);
  return asked.map((_, index) => ({ git: git[index] ?? null, jira: jira[index] ?? null }));
}

/** The same of git alone. */
export async function gitOriginsOf(
  parts: Pick<Parts, 'git' | 'project'>,
  work: Looked,
  fields: readonly string[],
): Promise<readonly (GitOrigin | null)[]> {
  const asked = fields.map((field) => subjectsOf(parts, work, field));
  const origins = await askGit(parts, work, asked);
  return asked.map((_, index) => origins[index] ?? null);
}

function subjectsOf({ project }: Pick<Parts, 'project'>, work: Looked, ref: string): Asked {
  const { path } = work.observation;
  const contested = contestedOf(ref, work, project.format());
  switch (contested?.kind) {
    case undefined:
    case 'gone':
      return { git: { path, subject: { kind: 'file' } }, jira: null };
    case 'value':
    case 'text': {
      const { name } = contested.field;
      return { git: { path, subject: { kind: 'field', name } }, jira: { kind: 'field', name } };
    }
    case 'comment': {
      const { git, base, jira } = contested.match;
      const said = git?.comment ?? base;
      const subject = said === null ? null : ({ kind: 'comment', author: said.author, at: said.at } as const);
      return { git: subject && { path, subject }, jira: jira && { kind: 'comment', id: jira.id } };
    }
    case 'worklog': {
      const { git, base, jira } = contested.match;
      const said = git?.worklog ?? (base === null ? null : { ...base, id: base.line });
      const file = said === null ? '' : `worklogs/${git?.lines[0]?.month ?? worklogMonth(said.started)}.jsonl`;
      const subject = said && {
        kind: 'worklog' as const,
        id: said.id,
        issue: work.plan.key ?? '',
        author: said.author,
        started: said.started,
      };
      return { git: subject && { path: file, subject }, jira: jira && { kind: 'worklog', id: jira.id } };
    }
  }
}

async function askGit(
  { git, project }: Pick<Parts, 'git' | 'project'>,
  { observation: { commit } }: Looked,
  asked: readonly Asked[],
): Promise<readonly (GitOrigin | null)[]> {
  if (commit === null) return [];
  const paths = new Set(asked.flatMap((each) => each.git?.path ?? []));
  const origins = new Map<Asked, GitOrigin | null>();
  for (const path of paths) {
    const there = asked.filter((each) => each.git?.path === path);
    const subjects = there.flatMap((each) => each.git?.subject ?? []);
    const changes = await git.attribute(commit, path, subjects, project.format());
    for (const [index, each] of there.entries()) {
      const change = changes[index];
      if (!change) continue;
      const by = project.handleOfCommitter(change) ?? change.name;
      origins.set(each, { by, at: timeOfMs(change.atMs) ?? '', commit: change.commit });
    }
  }
  return asked.map((each) => origins.get(each) ?? null);
}

async function askJira(
  { jira }: Parts,
  { observation }: Work,
  asked: readonly Asked[],
): Promise<readonly (JiraOrigin | null)[]> {
  const subjects = asked.flatMap((each) => each.jira ?? []);
  if (observation.jira.kind !== 'present' || subjects.length === 0) return [];
  const changes = [...(await jira.lastChanges(observation.jira.ticket.id, subjects))];
  return asked.map((each) => {
    const found = each.jira === null ? null : changes.shift();
    return found ? { by: found.by, at: found.at, change: found.change } : null;
  });
}
