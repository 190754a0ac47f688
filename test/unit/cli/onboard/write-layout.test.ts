import { expect } from 'chai';
import { SCHEMA_PATH } from '../../../../src/cli/onboard/generated-documents.ts';
import { CONFIG_PATH } from '../../../../src/cli/onboard/project-files.ts';
import { writeLayout } from '../../../../src/cli/onboard/write-layout.ts';
import { MemoryObjectStore } from '../../../support/memory-object-store.ts';

const OPTIONS = { branch: 'refs/heads/main', project: 'APP', atMs: 0 };
const LEAST = 'version: 1\nproject: {key: APP, url: https://jira.example.com}\n';
const FILES = new Map([
  [CONFIG_PATH, LEAST],
  [SCHEMA_PATH, 'of the project as it was found'],
]);

/** A repository whose people have these settings; answers what is in a file of its branch. */
async function repositoryWith(settings: string) {
  const store = new MemoryObjectStore();
  const person = { name: 'anna', email: 'anna@example.com' };
  const tip = await store.writeCommit({
    parents: [],
    edits: [
      { kind: 'put', path: CONFIG_PATH, content: settings },
      { kind: 'put', path: SCHEMA_PATH, content: 'of an older program' },
    ],
    message: 'Settings',
    author: person,
    committer: person,
    atMs: 0,
  });
  await store.moveRefs([{ ref: OPTIONS.branch, from: null, to: tip }]);
  const read = async (path: string): Promise<string> => {
    const now = await store.resolve(OPTIONS.branch);
    const entry = now === null ? undefined : (await store.lookUp(now, [path])).get(path);
    const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
    return new TextDecoder().decode(bytes ?? new Uint8Array());
  };
  return { store, read };
}

describe('writeLayout', () => {
  it('writes SCHEMA.md anew from the settings that people have, and leaves those', async () => {
    const settings = `${LEAST}fields:\n  severity: {id: customfield_10106, kind: option}\n`;
    const { store, read } = await repositoryWith(settings);
    expect(await writeLayout(store, FILES, OPTIONS)).to.not.equal(null);
    expect(await read(CONFIG_PATH)).to.equal(settings);
    expect(await read(SCHEMA_PATH)).to.include('| `severity` |');
  });

  it('writes nothing where SCHEMA.md is that of the settings', async () => {
    const { store } = await repositoryWith(LEAST);
    await writeLayout(store, FILES, OPTIONS);
    expect(await writeLayout(store, FILES, OPTIONS)).to.equal(null);
  });

  it('writes the SCHEMA.md of the project where the settings cannot be read', async () => {
    const { store, read } = await repositoryWith('version: [');
    await writeLayout(store, FILES, OPTIONS);
    expect(await read(SCHEMA_PATH)).to.equal(FILES.get(SCHEMA_PATH));
  });
});
