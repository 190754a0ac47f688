import { asWiki } from '../../src/emulator/text/rich-text.ts';
import type { Issue } from '../../src/emulator/world/issue.ts';
import { list, summaryOf } from '../../src/emulator/world/issue-values.ts';
import { renderTicketFile } from '../../src/model/ticket-file.ts';
import { editWorklogFile } from '../../src/model/worklog-file.ts';
import type { CrashSite } from '../../test/integration/crash/crash-site.ts';
import type { Random } from '../../test/support/random.ts';

const KINDS = ['label', 'comment', 'worklog', 'title', 'ticket'] as const;
type Kind = (typeof KINDS)[number];

/** Something that one person did, with a word that is nowhere else. `key` is null for a new ticket. */
export type Deed = {
  readonly side: 'git' | 'jira';
  readonly kind: Kind;
  readonly key: string | null;
  readonly word: string;
  /** By the monotonic clock of this process. */
  readonly atMs: number;
};

const SHEET = 'worklogs/2026-02.jsonl';
const STARTED = '2026-02-04T09:00:00Z';
/** New tickets come now and then, and there are not more of them than a small project has. */
const MOST_TICKETS = 200;

/** People who edit both sides of a project, one deed after another. */
export class People {
  readonly deeds: Deed[] = [];
  readonly #site: CrashSite;
  readonly #random: Random;
  #tickets = 0;

  constructor(site: CrashSite, random: Random) {
    this.#site = site;
    this.#random = random;
  }

  /** Somebody does something somewhere; answers what, once it is there. */
  async act(keys: readonly string[]): Promise<Deed> {
    const word = `w${this.deeds.length}x`;
    const side = this.#random.chance(0.5) ? 'git' : 'jira';
    const kind = this.#kind();
    const key = this.#keyFor(kind, side, keys);
    if (side === 'git') await this.#inGit(kind, key, word);
    else this.#inJira(kind, key, word);
    const deed = { side, kind, key: kind === 'ticket' ? null : key, word, atMs: performance.now() } as const;
    this.deeds.push(deed);
    return deed;
  }

  #kind(): Kind {
    if (this.#tickets < MOST_TICKETS && this.#random.chance(0.05)) {
      this.#tickets++;
      return 'ticket';
    }
    return KINDS[this.#random.below(4)] ?? 'label';
  }

  /** A title is edited on one side of a ticket only: two people at one title are a conflict, and wait for a person. */
  #keyFor(kind: Kind, side: Deed['side'], keys: readonly string[]): string {
    const half = keys.filter((_, index) => kind !== 'title' || (index % 2 === 0) === (side === 'git'));
    return this.#random.pick(half) ?? '';
  }

  async #inGit(kind: Kind, key: string, word: string): Promise<void> {
    const { flow, format } = this.#site;
    const path = kind === 'ticket' ? `issues/an idea ${word}.md` : `issues/${key}.md`;
    await this.#site.push(async (read) => {
      if (kind === 'worklog') {
        const line = { id: null, issue: key, author: flow.me, seconds: 600, started: STARTED, comment: `Did ${word}` };
        const edit = { add: [line], replace: [], remove: [] };
        return [{ kind: 'put', path: SHEET, content: editWorklogFile(await read(SHEET), edit, format) }];
      }
      if (kind === 'ticket') {
        const content = { values: { title: `Ticket ${word}` }, texts: {}, comments: [] };
        return [{ kind: 'put', path, content: renderTicketFile(content, format) }];
      }
      const content = this.#site.edited(await read(path), ({ values, comments }) => {
        if (kind === 'title') return { values: { title: `Title ${word}` } };
        if (kind === 'label')
          return { values: { labels: [...((values.labels ?? []) as readonly string[]), word].sort() } };
        const said = { author: flow.me, at: null, body: `Said ${word}` };
        const slots = comments.map((comment, from) => ({ from, comment }));
        return { comments: [...slots, { from: null, comment: said }] };
      });
      return [{ kind: 'put', path, content }];
    });
  }

  #inJira(kind: Kind, key: string, word: string): void {
    const anna = this.#site.jira.as('anna');
    if (kind === 'label') anna.updateIssue(key, { labels: [{ add: word }] });
    else if (kind === 'title') anna.editIssue(key, { summary: `Title ${word}` });
    else if (kind === 'comment') anna.comment(key, `Said ${word}`);
    else if (kind === 'worklog')
      anna.logWork(key, { timeSpent: '20m', startedMs: Date.parse(STARTED), comment: `Did ${word}` });
    else anna.createIssue('APP', 'Task', { summary: `Ticket ${word}` });
  }
}

/** How often a word is on each side, as a word of its own. */
export type Found = { readonly jira: number; readonly git: number };

/** Looks for every deed on both sides; titles that a later one replaced are left out. */
export async function findDeeds(site: CrashSite, deeds: readonly Deed[]): Promise<ReadonlyMap<Deed, Found>> {
  const jira = countWords([...site.jira.world.issues.all()].flatMap(wordsOf).join('\n'));
  const files = await site.files();
  const texts = [...files].filter(([path]) => path.startsWith('issues/') || path.startsWith('worklogs/'));
  const git = countWords(texts.map(([, text]) => text).join('\n'));
  const standing = deeds.filter((deed, index) => deed.kind !== 'title' || !isReplaced(deed, deeds.slice(index + 1)));
  return new Map(standing.map((deed) => [deed, { jira: jira.get(deed.word) ?? 0, git: git.get(deed.word) ?? 0 }]));
}

function isReplaced({ key }: Deed, later: readonly Deed[]): boolean {
  return later.some((other) => other.kind === 'title' && other.key === key);
}

function wordsOf(issue: Issue): readonly string[] {
  const said = [...issue.comments.map(({ body }) => body), ...issue.worklogs.flatMap(({ comment }) => comment ?? [])];
  return [summaryOf(issue), ...list(issue, 'labels'), ...said.map(asWiki)];
}

function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/\bw\d+x\b/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
