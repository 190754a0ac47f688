import { isInstance } from './records.ts';
import { parseVersion } from './version.ts';

/** Where the program is installed, and as what it was started. */
export type ProgramPlace = {
  /** The folder with `releases`, `current` and what is remembered of updates. */
  readonly folder: string;
  /** The project whose service this is, in small letters. */
  readonly instance: string;
  /** The version that was started. */
  readonly version: string;
  /** The trial that could not be begun here, as `VERSION SINCE`: whoever started this would only start it again as it is. */
  readonly ignoredTrial: string | null;
};

/** From what scripts/service/tract-start and scripts/service/tract-sync say; null where neither started this. */
export function findProgram(env: NodeJS.ProcessEnv): ProgramPlace | null {
  const { TRACT_PROGRAM: folder = '', TRACT_INSTANCE: instance = '', TRACT_RELEASE: version = '' } = env;
  if (!folder.startsWith('/') || !isInstance(instance) || parseVersion(version) === null) return null;
  return { folder, instance, version, ignoredTrial: env.TRACT_IGNORED_TRIAL || null };
}
