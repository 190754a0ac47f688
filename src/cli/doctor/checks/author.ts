import { readGitIdentity } from '../../author/git-identity.ts';
import { type Author, authorOfIdentity, resolveAuthor } from '../../author/resolve-author.ts';
import { plain } from '../../render/plain.ts';
import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';
import { openOrNull } from './clone-files.ts';

/** Who logs time and writes comments from this clone. */
export const author: Check = {
  name: 'author',
  async find({ clone: folder, io }) {
    const clone = folder === null ? null : await openOrNull(folder);
    if (clone === null || folder === null) return [];
    const search = { option: null, people: clone.people, cwd: folder, env: io.env };
    const found: Author | null = io.env.TRACT_AUTHOR
      ? await resolveAuthor(search)
      : authorOfIdentity(await readGitIdentity(folder, io.env), clone.people);
    const fix = 'git config tract.author HANDLE, with a handle of .tract/users.yaml';
    if (found === null)
      return [warning('nobody in .tract/users.yaml fits the name of your git: time cannot be logged as you', fix)];
    if (found.known) return [fine(`you are ${found.handle} (${found.source})`)];
    return [warning(`you are ${plain(found.handle)} (${found.source}), whom .tract/users.yaml does not know`, fix)];
  },
};
