import { plain } from '../../render/plain.ts';
import type { Check } from '../check.ts';
import { failed } from '../finding.ts';
import { openOrNull } from './clone-files.ts';

/** One service keeps one project: a clone of another one must not ask it. */
export const serverProject: Check = {
  name: 'project',
  async find({ clone: folder, health }) {
    const found = await health();
    const clone = folder === null ? null : await openOrNull(folder);
    if (clone === null || found.kind !== 'health' || found.report.project === clone.config.project.key) return [];
    const message = `${found.url} keeps ${plain(found.report.project)}, but this clone is of ${clone.config.project.key}`;
    return [
      failed(
        message,
        'set TRACT_SYNC_SERVER or sync.server to the service of this project; where Jira renamed it, run `git pull`',
      ),
    ];
  },
};
