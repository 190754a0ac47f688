import { Failure } from '../../../model/failure.ts';
import { parseProjectConfig } from '../../../model/project-config.ts';
import { readObjectFiles } from '../../../reconciler/git/plumbing/object-files.ts';
import { openRepository } from '../../../reconciler/git/repository.ts';
import type { ObjectStore } from '../../../snapshot/object-store.ts';
import { SNAPSHOT_REF } from '../../../snapshot/snapshot.ts';
import type { ServeConfig } from '../../config/serve-config.ts';
import type { Check } from '../check.ts';
import { type Finding, failed, fine, warning } from '../finding.ts';

const CONFIG_PATH = '.tract/config.yaml';
const MOST_LOOSE = 20_000;
const MOST_PACKS = 200;

/** The bare repository of the service: there, ours to write, and with a project in it. */
export const repository: Check = {
  name: 'repository',
  async find({ environment }) {
    if (environment.kind !== 'config') return [];
    const { config } = environment;
    try {
      const store = await openRepository(config.repository);
      try {
        return await look(store, config);
      } finally {
        await store.close();
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return [
        failed(
          error.message,
          'mend TRACT_REPO, or the owner and mode of that folder; `tract onboard` makes a repository',
        ),
      ];
    }
  },
};

async function look(
  store: ObjectStore,
  { repository: path, branch, project }: ServeConfig,
): Promise<readonly Finding[]> {
  const tip = await store.resolve(`refs/heads/${branch}`);
  if (tip === null) return [failed(`${path} has no branch ${branch}`, 'run `tract onboard`, or mend TRACT_BRANCH')];
  const text = await readFile(store, tip);
  if (text === null)
    return [
      failed(
        `branch ${branch} of ${path} has no ${CONFIG_PATH}: it is no ticket repository`,
        'run `tract onboard`, or mend TRACT_REPO',
      ),
    ];
  const reading = parseProjectConfig(text);
  if (reading.kind === 'invalid') {
    return reading.problems.map((problem) =>
      failed(
        `${CONFIG_PATH} of ${branch}: ${problem}`,
        'mend it in a clone and push; a newer version needs a newer Tract',
      ),
    );
  }
  const { key } = reading.config.project;
  if (key !== project)
    return [
      failed(`${path} belongs to project ${key}, TRACT_PROJECT is ${project}`, 'mend TRACT_REPO or TRACT_PROJECT'),
    ];
  if ((await store.resolve(SNAPSHOT_REF)) === null)
    return [warning(`${path} has no snapshot yet`, 'run `tract onboard` to its end')];
  return [fine(`${path}, branch ${branch}`), ...(await lookAtSize(path))];
}

/** What the service packs by itself never comes to this. */
async function lookAtSize(path: string): Promise<readonly Finding[]> {
  const { loose, packs } = await readObjectFiles(path);
  if (loose.length < MOST_LOOSE && packs.length < MOST_PACKS) return [];
  return [
    warning(
      `${path} has ${loose.length} loose objects and ${packs.length} packs, which makes it large and slow`,
      `let the service pack it (TRACT_MAINTENANCE; its log says what hinders it), or run \`git -C ${path} gc\``,
    ),
  ];
}

async function readFile(store: ObjectStore, tip: string): Promise<string | null> {
  const entry = (await store.lookUp(tip, [CONFIG_PATH])).get(CONFIG_PATH);
  const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
  return bytes ? new TextDecoder().decode(bytes) : null;
}
