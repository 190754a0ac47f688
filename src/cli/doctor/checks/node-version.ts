import type { Check } from '../check.ts';
import { failed, fine } from '../finding.ts';
import { isAtLeast } from '../version.ts';

const OLDEST = [20, 19];

/** The Node that runs this; `version` is for tests. */
export function nodeVersion(version = process.versions.node): Check {
  return {
    name: 'node',
    async find() {
      if (isAtLeast(version, OLDEST)) return [fine(`Node ${version}`)];
      return [failed(`Node ${version} is too old`, `install Node ${OLDEST.join('.')} or newer`)];
    },
  };
}
