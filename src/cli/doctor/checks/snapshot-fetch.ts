import { NOTES_REF, NOTES_REFSPEC } from '../../clone/clone-settings.ts';
import { developerGit } from '../../git/developer-git.ts';
import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';

/** The snapshot comes along with every fetch: without it, `tract status` knows nothing while the server is away. */
export const snapshotFetch: Check = {
  name: 'snapshot',
  async find({ clone, io }) {
    if (clone === null) return [];
    const git = (...args: readonly string[]) => developerGit(args, { cwd: clone, env: io.env });
    const remotes = (await git('remote')).stdout.split('\n').filter((name) => name !== '');
    if (remotes.length === 0) return [];
    const remote = remotes.includes('origin') ? 'origin' : (remotes[0] ?? 'origin');
    const specs = (await git('config', '--get-regexp', '^remote\\..*\\.fetch$')).stdout;
    if (!specs.includes('refs/notes/tract')) {
      const fix = `git config --add remote.${remote}.fetch '${NOTES_REFSPEC}' && git fetch ${remote}`;
      return [warning('the snapshot is not fetched: status and conflicts need the server', fix)];
    }
    const there = await git('rev-parse', '--verify', '--quiet', NOTES_REF);
    if (there.code === 0) return [fine('the snapshot is fetched along')];
    return [warning('the snapshot was never fetched', `git fetch ${remote}`)];
  },
};
