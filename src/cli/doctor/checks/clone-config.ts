import { join } from 'node:path';
import { parseComponents } from '../../../model/components-file.ts';
import { parsePeople } from '../../../model/people-file.ts';
import { parseProjectConfig } from '../../../model/project-config.ts';
import { readPlainFile } from '../../clone-reader/read-plain-file.ts';
import type { Check } from '../check.ts';
import { type Finding, failed, fine, warning } from '../finding.ts';

const NEWER = /written by a newer Tract/;

/** `.tract/` of the clone: a configuration that this Tract understands, and the files beside it. */
export const cloneConfig: Check = {
  name: 'config',
  async find({ clone }) {
    if (clone === null) return [];
    const reading = parseProjectConfig(textOf(clone, '.tract/config.yaml'));
    const problems = reading.kind === 'config' ? [] : reading.problems;
    const own: readonly Finding[] =
      reading.kind === 'config'
        ? [fine(`project ${reading.config.project.key} of ${reading.config.project.url}`)]
        : problems.map((problem) => failed(`.tract/config.yaml: ${problem}`, fixOf(problem)));
    const beside = [
      ...parsePeople(textOf(clone, '.tract/users.yaml')).problems.map((problem) => `.tract/users.yaml: ${problem}`),
      ...parseComponents(textOf(clone, '.tract/components.yaml')).problems.map(
        (each) => `.tract/components.yaml: ${each}`,
      ),
    ];
    return [...own, ...beside.map((problem) => warning(problem, 'mend the file, commit and push'))];
  },
};

function fixOf(problem: string): string {
  return NEWER.test(problem) ? 'update Tract here: npm install -g @tract/cli' : 'mend the file, commit and push';
}

function textOf(folder: string, path: string): string {
  const file = readPlainFile(join(folder), path);
  return file.kind === 'bytes' ? file.bytes.toString('utf8') : '';
}
