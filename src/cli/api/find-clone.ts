import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ProjectConfig, parseProjectConfig } from '../../model/project-config.ts';
import { usageError } from '../cli-error.ts';

/** The clone of a ticket repository that a command runs in. */
export type Clone = {
  readonly folder: string;
  /** Its configuration. Throws a CliError with all that is wrong with it: not every command needs it. */
  readonly config: () => ProjectConfig;
};

/** Climbs from `cwd` to the folder with `.tract/config.yaml`; null where there is none. */
export async function findClone(cwd: string): Promise<Clone | null> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, '.tract', 'config.yaml');
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text !== null) return { folder, config: () => parse(text, file) };
    if (dirname(folder) === folder) return null;
  }
}

function parse(text: string, file: string): ProjectConfig {
  const reading = parseProjectConfig(text);
  if (reading.kind === 'config') return reading.config;
  throw usageError(...reading.problems.map((problem) => `${file}: ${problem}`));
}
