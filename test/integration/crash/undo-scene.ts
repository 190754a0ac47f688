import { list, summaryOf } from '../../../src/emulator/world/issue-values.ts';
import type { CrashSite } from './crash-site.ts';
import { dies } from './run-moment.ts';
import type { Scene } from './scene.ts';

/**
 * A cycle brings edits of Jira to git, somebody edits on, and the cycle is undone by a daemon that ends itself at the moment;
 * whoever asked for that asks again.
 */
export async function killUndoing(site: CrashSite, moment: string, { key, word }: Scene): Promise<void> {
  const anna = site.jira.as('anna');
  anna.editIssue(key, { summary: `Title ${word}undone` });
  anna.updateIssue(key, { labels: [{ add: `${word}undonelabel` }] });
  anna.comment(key, `Said ${word}undonesaid`);
  const { commits } = await site.sync();
  const message = await site.flow.workshop.git('log', '-1', '--format=%B', commits.at(-1) ?? '');
  const run = /^Run: (\S+)$/m.exec(message)?.[1] ?? '';
  anna.editIssue(key, { priority: { name: 'High' } });
  const ask = () => site.post(`/undo/${run}`, {});
  site.arm(moment);
  await dies(site, moment, ask);
  site.arm('');
  site.passTime();
  await site.start();
  await ask();
}

/** What is wrong after that, nothing at best: what was undone is gone from both sides, and what was edited since stays. */
export async function checkUndone(site: CrashSite, { key, word, title }: Scene): Promise<readonly string[]> {
  const issue = [...site.jira.world.issues.all()].find((each) => each.key === key);
  const text = (await site.files()).get(`issues/${key}.md`) ?? '';
  const { values, comments } = site.parse(text);
  if (issue === undefined) return [`${key} is missing`];
  const facts: Readonly<Record<string, boolean>> = {
    'both have the old title': summaryOf(issue) === title && values.title === title,
    'no side has the label': !list(issue, 'labels').includes(`${word}undonelabel`) && !text.includes(`${word}undone`),
    'no side has the comment': issue.comments.length === 2 && comments.length === 2,
    'the later edit is in git': values.priority === 'High',
  };
  return Object.entries(facts).flatMap(([fact, isSo]) => (isSo ? [] : [`${key}: not so that ${fact}`]));
}

/** From now on, an issue whose file is removed is deleted in Jira. */
export async function deleteInJira(site: CrashSite): Promise<void> {
  const path = '.tract/config.yaml';
  await site.push(async (read) => {
    const content = (await read(path)).replace('deletedInGit: restore', 'deletedInGit: delete-in-jira');
    return [{ kind: 'put', path, content }];
  });
  await site.rest();
}

/** Somebody removes the file of a ticket, and the daemon ends itself while it deletes the issue. */
export async function killDeleting(site: CrashSite, moment: string, { key }: Scene): Promise<void> {
  site.arm(moment);
  await site.push(async () => [{ kind: 'remove', path: `issues/${key}.md` }]);
  await dies(site, moment, () => site.sync());
  site.arm('');
  site.passTime();
  await site.start();
}
