import type { TreeEdit } from '../../src/snapshot/object-store.ts';

export type OfflineLog = {
  readonly id: string;
  readonly issue: string;
  readonly at?: string;
  readonly time?: string;
  readonly comment?: string;
  readonly author?: string;
};

/** What the command line commits for time that was logged offline: the lines of February and an entry for each. */
export function loggedOffline(entries: readonly OfflineLog[], before = ''): readonly TreeEdit[] {
  const lines = entries.map((entry) => {
    const { id, issue, at = '2026-02-10T09:00:00Z', time = '1h', comment = `work ${id}`, author = 'jane' } = entry;
    return { id, issue, author, time, started: at, comment, at };
  });
  const content = before + lines.map(({ at, id, ...line }) => `${JSON.stringify({ ...line, id })}\n`).join('');
  return [
    { kind: 'put', path: 'worklogs/2026-02.jsonl', content },
    ...lines.map((line): TreeEdit => {
      const stamp = line.at.replace(/[-:]/g, '');
      return { kind: 'put', path: `.tract/queue/worklogs/${stamp}-${line.id}.json`, content: JSON.stringify(line) };
    }),
  ];
}

/** What the command line commits for tickets that were created offline; `files` are their contents by temporary key. */
export function createdOffline(files: Readonly<Record<string, string>>): readonly TreeEdit[] {
  const keys = Object.keys(files);
  const entries = keys.map((key, index) => {
    const id = key.slice(key.indexOf('-OFFLINE-') + '-OFFLINE-'.length);
    const at = `2026-02-14T08:00:${String(index).padStart(2, '0')}Z`;
    return JSON.stringify({ id, path: `issues/${key}.md`, at, author: 'jane' });
  });
  return [
    { kind: 'put', path: '.tract/queue/create.jsonl', content: `${entries.join('\n')}\n` },
    ...keys.map((key): TreeEdit => ({ kind: 'put', path: `issues/${key}.md`, content: files[key] ?? '' })),
  ];
}

/** A ticket file with this title, further lines of front matter, and text. */
export function ticket(title: string, more: readonly string[] = [], body = ''): string {
  return `---\n${[`title: ${title}`, ...more].join('\n')}\n---\n${body === '' ? '' : `\n${body}\n`}`;
}
