import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readPlainFile } from '../clone-reader/read-plain-file.ts';

/** The names of a clone that a command line may hold. */
export type CloneLists = {
  readonly project: string;
  readonly statuses: readonly string[];
  readonly types: readonly string[];
  readonly priorities: readonly string[];
  readonly components: readonly string[];
  readonly handles: readonly string[];
  readonly customFields: readonly string[];
};

/** Climbs to the folder of the clone, null where there is none. */
export function cloneFolder(cwd: string): string | null {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.tract', 'config.yaml'))) return folder;
    if (dirname(folder) === folder) return null;
  }
}

/**
 * Reads the lists as they stand, without a check of the rest: whoever presses Tab waits, and checking takes longer than all
 * else. What is no list of names is empty here.
 */
export async function readCloneLists(folder: string): Promise<CloneLists> {
  const { parsePlainYaml } = await import('../../model/project-config-yaml.ts');
  const read = (path: string): Readonly<Record<string, unknown>> => {
    const file = readPlainFile(folder, path);
    const yaml = file.kind === 'bytes' ? parsePlainYaml(file.bytes.toString('utf8')) : null;
    return yaml?.kind === 'yaml' ? recordOf(yaml.value) : {};
  };
  const config = read('.tract/config.yaml');
  const { key } = recordOf(config.project);
  return {
    project: isText(key) ? key : '',
    statuses: listOf(config.statuses)
      .map((status) => recordOf(status).name)
      .filter(isText),
    types: listOf(config.types).filter(isText),
    priorities: listOf(config.priorities).filter(isText),
    components: Object.keys(read('.tract/components.yaml')),
    handles: Object.keys(read('.tract/users.yaml')),
    customFields: Object.keys(recordOf(config.fields)),
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
