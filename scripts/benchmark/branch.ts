import { execFileSync } from 'node:child_process';

const BRANCH = 'refs/heads/main';

/** What a developer sees and pushes, on the bare repository itself. */
export type Branch = {
  countTickets(): number;
  titleOf(key: string): string;
  /** One commit on the tip that changes one line. */
  pushTitle(key: string, title: string): void;
};

export function openBranch(repository: string): Branch {
  const git = (args: readonly string[], input = '') =>
    execFileSync('git', ['--git-dir', repository, ...args], { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  const read = (key: string) => git(['cat-file', 'blob', `${BRANCH}:issues/${key}.md`]);
  return {
    countTickets: () => git(['ls-tree', '--name-only', BRANCH, 'issues/']).split('\n').filter(Boolean).length,
    // Quotes that the title had before stay.
    titleOf: (key) => /^title: ("?)(.*)\1$/m.exec(read(key))?.[2] ?? '',
    pushTitle(key, title) {
      const file = Buffer.from(read(key).replace(/^title: .*$/m, `title: ${title}`));
      const commit = [
        `commit ${BRANCH}`,
        'committer Dev <dev@example.org> now',
        'data 4\nEdit',
        `from ${BRANCH}^0`,
        `M 100644 inline issues/${key}.md`,
        `data ${file.length}\n${file}`,
      ];
      git(['fast-import', '--quiet', '--date-format=now'], `${commit.join('\n')}\n`);
    },
  };
}
