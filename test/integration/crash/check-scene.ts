import { asWiki } from '../../../src/emulator/text/rich-text.ts';
import type { Comment, Issue } from '../../../src/emulator/world/issue.ts';
import { list, summaryOf } from '../../../src/emulator/world/issue-values.ts';
import type { CrashSite } from './crash-site.ts';
import type { Scene } from './scene.ts';

/** Everything that both sides say, by kind. */
export type State = {
  readonly issues: readonly Issue[];
  readonly jira: Readonly<Record<Kind, string>>;
  readonly git: Readonly<Record<Kind, string>>;
  readonly files: ReadonlyMap<string, string>;
};

type Kind = 'tickets' | 'worklogs';

/** Reads both sides as they are now. */
export async function readState(site: CrashSite): Promise<State> {
  const issues = [...site.jira.world.issues.all()];
  const files = await site.files();
  const below = (folder: string) =>
    [...files].flatMap(([path, text]) => (path.startsWith(`${folder}/`) ? [text] : [])).join('\n');
  return {
    issues,
    files,
    git: { tickets: below('issues'), worklogs: below('worklogs') },
    jira: {
      tickets: issues.flatMap((issue) => [summaryOf(issue), ...list(issue, 'labels'), ...textsOf(issue)]).join('\n'),
      worklogs: issues.flatMap(({ worklogs }) => worklogs.map(({ comment }) => asWiki(comment ?? ''))).join('\n'),
    },
  };
}

/** All that each side says of tickets and time. */
export async function readSaid(site: CrashSite): Promise<Readonly<Record<'jira' | 'git', string>>> {
  const { jira, git } = await readState(site);
  return { jira: `${jira.tickets}\n${jira.worklogs}`, git: `${git.tickets}\n${git.worklogs}` };
}

/** What of a scene is lost, there twice, or not the same on both sides; nothing is the only good answer. */
export function checkScene(site: CrashSite, scene: Scene, state: State): readonly string[] {
  return [
    ...checkWords(scene, state),
    ...checkTicket(site, scene, state),
    ...checkConflict(scene, state),
    ...checkQueue(scene, state),
  ];
}

/** What is wrong with the project as a whole: a ticket without a file, a file without a ticket. */
export function checkProject({ issues, files }: State): readonly string[] {
  const paths = new Set([...files.keys()].filter((path) => path.startsWith('issues/')));
  const missing = issues.filter(({ key }) => !paths.delete(`issues/${key}.md`));
  return [...missing.map(({ key }) => `${key} has no file`), ...[...paths].map((path) => `${path} is no ticket`)];
}

const ONCE: Readonly<Record<Kind, readonly string[]>> = {
  tickets: [
    ...['base', 'more', 'worded', 'gitsaid', 'jirasaid', 'newsaid'],
    ...['gitlabel', 'jiralabel', 'newlabel', 'gitbegun', 'jirabegun', 'queuebegun'],
  ],
  worklogs: ['gitdid', 'jiradid', 'queuedid', 'logged'],
};
const NEVER: Readonly<Record<Kind, readonly string[]>> = {
  tickets: ['reworded', 'gone'],
  worklogs: ['relogged', 'unlogged'],
};

function checkWords({ word }: Scene, { git, jira }: State): readonly string[] {
  return [...wordsOf(ONCE, 1), ...wordsOf(NEVER, 0)].flatMap(({ kind, what, wanted }) => {
    const [inJira, inGit] = [jira[kind], git[kind]].map((text) => text.split(word + what).length - 1);
    return inJira === wanted && inGit === wanted ? [] : [`${word}${what}: ${inJira} in Jira, ${inGit} in git`];
  });
}

function wordsOf(words: Readonly<Record<Kind, readonly string[]>>, wanted: number) {
  const kinds: readonly Kind[] = ['tickets', 'worklogs'];
  return kinds.flatMap((kind) => words[kind].map((what) => ({ kind, what, wanted })));
}

function checkTicket(site: CrashSite, { key, word }: Scene, state: State): readonly string[] {
  const born = state.issues.find((issue) => textsOf(issue).some((text) => text.includes(`${word}gitbegun`)));
  const tickets = [
    { key, status: 'In Progress', priority: 'High', links: ['blocks APP-1'], comments: 3, worklogs: 3 },
    { key: born?.key ?? '', status: 'Done', priority: null, links: [], comments: 1, worklogs: 0 },
  ];
  return tickets.flatMap((wanted) => {
    const issue = state.issues.find((each) => each.key === wanted.key);
    const text = state.files.get(`issues/${wanted.key}.md`);
    if (issue === undefined || text === undefined) return [`${wanted.key} is missing`];
    const { values, comments } = site.parse(text);
    const { world } = site.jira;
    const pairs: readonly (readonly [string, unknown, unknown])[] = [
      ['status in Jira', world.statuses.get(issue.statusId)?.name, wanted.status],
      ['status in git', values.status, wanted.status],
      ['links in Jira', world.linksOf.get(issue.id)?.size ?? 0, wanted.links.length],
      ['links in git', String(values.links ?? []), String(wanted.links)],
      ['comments in Jira', issue.comments.length, wanted.comments],
      ['comments in git', comments.length, wanted.comments],
      ['time entries in Jira', issue.worklogs.length, wanted.worklogs],
      ...(wanted.priority === null ? [] : [['priority in git', values.priority, wanted.priority] as const]),
    ];
    return pairs.flatMap(([what, seen, needed]) =>
      seen === needed ? [] : [`${wanted.key}, ${what}: ${String(seen)}, not ${String(needed)}`],
    );
  });
}

/** Both changed the title: each side keeps its own, and the record has both. */
function checkConflict({ key, word }: Scene, { issues, files }: State): readonly string[] {
  const [git, jira] = [`Title ${word}git`, `Title ${word}jira`];
  const issue = issues.find((each) => each.key === key);
  const record = files.get(`.tract/conflicts/${key}.yaml`) ?? '';
  const facts = {
    'Jira keeps its title': issue !== undefined && summaryOf(issue) === jira,
    'git keeps its title': files.get(`issues/${key}.md`)?.includes(`title: ${git}\n`),
    'the record has both titles': record.includes(git) && record.includes(jira),
  };
  return Object.entries(facts).flatMap(([fact, isSo]) => (isSo ? [] : [`${key}: not so that ${fact}`]));
}

function checkQueue({ word, offline }: Scene, { files }: State): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    const isQueued = path.startsWith('.tract/queue/') && text.includes(word);
    const isNamed = path.includes(offline) || text.includes(offline);
    return [...(isQueued ? [`${path} still queues`] : []), ...(isNamed ? [`${path} still names ${offline}`] : [])];
  });
}

function textsOf({ values, comments }: Issue): readonly string[] {
  const { description } = values;
  const texts = [description, ...comments.map(({ body }) => body)];
  return texts.map((text) => (text === undefined ? '' : asWiki(text as Comment['body'])));
}
