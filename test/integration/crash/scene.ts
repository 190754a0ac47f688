import { queueCreate, queueWorklog } from '../../../src/cli/offline/queue-entries.ts';
import type { TicketDoc, TicketEdit } from '../../../src/model/ticket.ts';
import { renderTicketFile } from '../../../src/model/ticket-file.ts';
import type { GitWorklog } from '../../../src/model/worklog.ts';
import { editWorklogFile, readWorklogFile } from '../../../src/model/worklog-file.ts';
import type { TreeEdit } from '../../../src/snapshot/object-store.ts';
import type { CrashSite } from './crash-site.ts';

const MONTH = '2026-02';
const SHEET = `worklogs/${MONTH}.jsonl`;
const DAY_MS = Date.UTC(2026, 1, 3, 9);

/** One ticket and what two people do to it and beside it; its word is in all that they say, and nowhere else. */
export type Scene = { readonly key: string; readonly word: string; readonly offline: string; readonly title: string };

export function sceneOf(key: string, index: number): Scene {
  const word = `w${index}`;
  return { key, word, offline: `APP-OFFLINE-${word}x`, title: `Scene ${word}begun` };
}

/** What is there before: comments, time and a link that the scene edits and takes back. */
export function prepare({ jira }: CrashSite, { key, word }: Scene): void {
  const anna = jira.as('anna');
  anna.editIssue(key, { description: `First.\n\nOf ${word}base.` });
  anna.comment(key, `Old ${word}reworded`);
  anna.comment(key, `Old ${word}gone`);
  anna.logWork(key, { timeSpent: '1h', startedMs: DAY_MS, comment: `Old ${word}relogged` });
  anna.logWork(key, { timeSpent: '2h', startedMs: DAY_MS, comment: `Old ${word}unlogged` });
  anna.link('Blocks', key, 'APP-2');
}

/** Somebody pushes one of everything, and somebody else does as much in Jira. */
export async function play(site: CrashSite, scene: Scene): Promise<void> {
  await site.push(async (read) => [
    ...(await editedTicket(site, scene, read)),
    newTicket(site, scene),
    ...(await offlineWork(site, scene, read)),
  ]);
  const { key, word } = scene;
  const anna = site.jira.as('anna');
  anna.editIssue(key, { summary: `Title ${word}jira`, priority: { name: 'High' } });
  anna.updateIssue(key, { labels: [{ add: `${word}jiralabel` }] });
  anna.comment(key, `Said ${word}jirasaid`);
  anna.logWork(key, { timeSpent: '4h', startedMs: DAY_MS, comment: `Did ${word}jiradid` });
  anna.createIssue('APP', 'Task', { summary: `Ticket ${word}jira`, description: `Begun ${word}jirabegun` });
}

type Read = (path: string) => Promise<string>;

async function editedTicket(site: CrashSite, scene: Scene, read: Read): Promise<readonly TreeEdit[]> {
  const path = `issues/${scene.key}.md`;
  return [{ kind: 'put', path, content: site.edited(await read(path), (doc) => ticketEdit(site, scene, doc)) }];
}

function ticketEdit(site: CrashSite, { word, offline }: Scene, doc: TicketDoc): Partial<TicketEdit> {
  const slots = doc.comments.map((comment, from) => ({ from, comment }));
  const kept = slots.flatMap((slot) => {
    const { body } = slot.comment;
    if (body.includes(`${word}gone`)) return [];
    return body.includes(`${word}reworded`)
      ? [{ ...slot, comment: { ...slot.comment, body: `New ${word}worded` } }]
      : [slot];
  });
  const said = { author: site.flow.me, at: null, body: `Said ${word}gitsaid` };
  return {
    values: { title: `Title ${word}git`, status: 'In Progress', labels: [`${word}gitlabel`], links: ['blocks APP-1'] },
    texts: { description: `${doc.texts.description}\n\nWaits for ${offline}, ${word}more.` },
    comments: [...kept, { from: null, comment: said }],
  };
}

function newTicket(site: CrashSite, { word }: Scene): TreeEdit {
  const content = renderTicketFile(
    {
      values: { title: `Ticket ${word}git`, status: 'Done', labels: [`${word}newlabel`] },
      texts: { description: `Begun ${word}gitbegun` },
      comments: [{ author: site.flow.me, at: null, body: `Said ${word}newsaid` }],
    },
    site.format,
  );
  return { kind: 'put', path: `issues/an idea ${word}.md`, content };
}

/** Time on the ticket, and a ticket and time on it that were queued while the service was away. */
async function offlineWork(site: CrashSite, scene: Scene, read: Read): Promise<readonly TreeEdit[]> {
  const { key, word, offline } = scene;
  const line = { author: site.flow.me, seconds: 3600, started: `${MONTH}-04T09:00:00Z` };
  const own: GitWorklog = { ...line, id: null, issue: key, comment: `Did ${word}gitdid` };
  const queued = { ...line, id: `01${word}queued`, issue: offline, comment: `Did ${word}queuedid` };
  const at = `${MONTH}-04T10:00:00Z`;
  const path = `issues/${offline}.md`;
  const ticket = { values: { title: `Ticket ${word}queue` }, texts: { description: `Begun ${word}queuebegun` } };
  const edits = [
    queueCreate({ id: `01${word}create`, path, at, author: site.flow.me }),
    ...queueWorklog(queued, { at, queued: [], working: site.format }),
  ];
  const sheet = editedSheet(site, scene, await read(SHEET), own);
  const made = await Promise.all(
    edits.map(async ({ path, edit }): Promise<TreeEdit> => {
      const before = path === SHEET ? sheet : await read(path);
      return { kind: 'put', path, content: edit(before === '' ? null : Buffer.from(before)) ?? '' };
    }),
  );
  return [...made, { kind: 'put', path, content: renderTicketFile({ ...ticket, comments: [] }, site.format) }];
}

function editedSheet(site: CrashSite, { word }: Scene, text: string, own: GitWorklog): string {
  const { lines } = readWorklogFile(MONTH, text, site.format);
  const about = (what: string) => lines.filter(({ worklog }) => worklog.comment.includes(`${word}${what}`));
  const replace = about('relogged').map(({ line, worklog }) => ({
    line,
    worklog: { ...worklog, seconds: 1800, comment: `New ${word}logged` },
  }));
  const remove = about('unlogged').map(({ line }) => line);
  return editWorklogFile(text, { add: [own], replace, remove }, site.format);
}
