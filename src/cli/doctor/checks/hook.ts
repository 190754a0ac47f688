import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';

const SIGN = '/webhook/git';

/** The hook that tells the service about a push. Without it, the push waits for the next poll, and says nothing. */
export const hook: Check = {
  name: 'hook',
  async find({ environment }) {
    if (environment.kind !== 'config') return [];
    const path = join(environment.config.repository, 'hooks', 'post-receive');
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined)
      return [
        warning(
          'the post-receive hook is missing: a push waits for the next poll',
          'stop the service and run `tract onboard` again: it puts the hook there',
        ),
      ];
    if ((status.mode & 0o111) === 0)
      return [warning(`${path} is not executable: git does not run it`, `chmod 755 ${path}`)];
    if (readFileSync(path, 'utf8').includes(SIGN)) return [fine('a push tells the service')];
    return [
      warning(
        `${path} does not tell the service about a push`,
        `let it send POST ${SIGN} to the service, or remove it and run \`tract onboard\` again`,
      ),
    ];
  },
};
