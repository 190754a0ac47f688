import { isCliError } from '../../cli-error.ts';
import { developerGit } from '../../git/developer-git.ts';
import type { Check } from '../check.ts';
import { failed, fine } from '../finding.ts';
import { isAtLeast } from '../version.ts';

const OLDEST = [2, 36];
const FIX = `install git ${OLDEST.join('.')} or newer`;

/** The git of this machine. */
export const gitVersion: Check = {
  name: 'git',
  async find({ io }) {
    try {
      const { stdout } = await developerGit(['version'], io);
      const version = stdout.trim().replace(/^git version /, '');
      return [isAtLeast(version, OLDEST) ? fine(`git ${version}`) : failed(`git ${version} is too old`, FIX)];
    } catch (error) {
      if (!isCliError(error)) throw error;
      return [failed('there is no git that can be started', FIX)];
    }
  },
};
