import { Failure } from '../../model/failure.ts';
import { parseProjectConfig } from '../../model/project-config.ts';
import { configAfter, dataAfter, keyAfter, nameAfter, type RenamedProject } from '../../model/renamed-project.ts';
import { ticketPath } from '../../model/ticket-key.ts';
import type { TicketBase } from '../../snapshot/base.ts';
import type { IndexEntry } from '../../snapshot/index-entry.ts';
import type { Intent } from '../../snapshot/intent.ts';
import type { Oid, TreeEdit } from '../../snapshot/object-store.ts';
import type { RequestEntry } from '../../snapshot/request-entry.ts';
import type { SnapshotWrite } from '../../snapshot/snapshot.ts';
import type { SnapshotMeta } from '../../snapshot/snapshot-meta.ts';
import { SYNC_IDENTITY } from '../../snapshot/sync-identity.ts';
import { MARKER } from '../commit-message.ts';
import { emptyWrite } from '../empty-write.ts';
import type { Parts } from '../parts.ts';
import { projectEdits, referencesAfter } from './project-edits.ts';

/** The commit that renames everything, and the one it stands on. */
type Followed = { readonly tip: Oid; readonly commit: Oid };

const CONFIG_PATH = '.tract/config.yaml';
const MOST_RACES = 8;
/** Tickets that are asked for before anything is renamed. */
const ASKED = 50;

/**
 * Follows a project that has another key in Jira: one commit renames the files and what refers to them, and moves
 * together with the snapshot, so that there is no half of it. Nothing is written to Jira, where the ids of issues stay.
 * Fatal where the tickets that are known are not those of the project that Jira shows.
 */
export async function followProject(parts: Parts, to: string): Promise<void> {
  const renamed = { from: parts.project.key(), to };
  await expectSameIssues(parts, renamed);
  for (let race = 0; race < MOST_RACES; race++) {
    const tip = await parts.git.tip();
    if (tip === null) break;
    const config = await configOf(parts, tip, renamed);
    const edits = await projectEdits(parts, tip, renamed);
    const commit = await parts.store.writeCommit({
      parents: [tip],
      edits: [...edits, { kind: 'put', path: CONFIG_PATH, content: config }],
      message: messageOf(parts, renamed),
      author: SYNC_IDENTITY,
      committer: SYNC_IDENTITY,
      atMs: parts.clock(),
    });
    const write = await renamedSnapshot(parts, renamed, { tip, commit }, edits);
    const branch = { ref: parts.branch, from: tip, to: commit };
    const message = `Renamed project ${renamed.from} to ${to}`;
    if (await parts.snapshot.record(write, { branch, message, atMs: parts.clock() })) {
      const { users } = await parts.git.readProject(commit);
      parts.project.rename(to);
      parts.project.load({ config, users });
      parts.log.warn('project renamed in Jira: its files are renamed', { from: renamed.from, to, commit });
      return;
    }
    await parts.snapshot.refresh();
  }
  throw new Failure('transient', `the branch kept moving while ${renamed.from} was renamed to ${to}: trying again`);
}

/** An old key that was given to another project leads to other issues: then nothing is renamed. */
async function expectSameIssues({ snapshot, jira }: Parts, renamed: RenamedProject): Promise<void> {
  const known = [...snapshot.entries()].slice(0, ASKED);
  if (known.length === 0) return;
  const readings = await jira.read(known.map(({ id }) => id));
  const met = known.flatMap(({ id, key }) => {
    const reading = readings.get(id);
    return reading?.kind === 'present' ? [reading.ticket.key === keyAfter(key, renamed)] : [];
  });
  if (met.some((isSame) => isSame)) return;
  const { from, to } = renamed;
  throw new Failure(
    'fatal',
    `Jira shows project ${from} as ${to}, but none of the tickets of ${from} there: nothing is written on either side. Set TRACT_PROJECT to the project of this repository, or onboard ${to} into one of its own`,
  );
}

async function configOf({ store }: Parts, tip: Oid, renamed: RenamedProject): Promise<string> {
  const entry = (await store.lookUp(tip, [CONFIG_PATH])).get(CONFIG_PATH);
  const [bytes = null] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
  const content = bytes === null ? null : configAfter(new TextDecoder().decode(bytes), renamed);
  const reading = content === null ? null : parseProjectConfig(content);
  if (content !== null && reading?.kind === 'config' && reading.config.project.key === renamed.to) return content;
  const { from, to } = renamed;
  throw new Failure('fatal', `Jira renamed project ${from} to ${to}: set project.key in ${CONFIG_PATH} to ${from}`);
}

function messageOf({ snapshot }: Parts, { from, to }: RenamedProject): string {
  const lines = [
    `${MARKER} Renamed project ${from} to ${to}`,
    '',
    `Jira calls the project ${to} now. ${snapshot.size} tickets keep their numbers: ${from}-1 is ${to}-1.`,
  ];
  return lines.join('\n');
}

/** Every ticket under its new key, agreed as it was. */
async function renamedSnapshot(
  { snapshot, store, project }: Parts,
  renamed: RenamedProject,
  { tip, commit }: Followed,
  edits: readonly TreeEdit[],
): Promise<SnapshotWrite> {
  const before = [...snapshot.entries()].filter(({ key }) => keyAfter(key, renamed) !== null);
  const paths = before.map(({ key }) => ticketPath(key));
  const [old, fresh] = [await store.lookUp(tip, paths), await writtenBlobs(store, commit, edits)];
  const bases = await snapshot.bases(before.map(({ key }) => key));
  const entries = before.map((entry): IndexEntry => {
    const key = keyAfter(entry.key, renamed) ?? entry.key;
    const isAsAgreed = old.get(ticketPath(entry.key))?.oid === entry.blob;
    return { ...entry, key, blob: isAsAgreed ? (fresh.get(ticketPath(key)) ?? entry.blob) : entry.blob };
  });
  const format = project.format();
  return {
    ...emptyWrite(metaAfter(snapshot.meta, renamed, { tip, commit })),
    entries,
    bases: [...bases.values()].map((base): TicketBase => {
      const values = { ...base.values, ...referencesAfter(base.values, renamed, format) };
      return { ...base, key: keyAfter(base.key, renamed) ?? base.key, values };
    }),
    droppedKeys: before.map(({ key }) => key),
    intents: snapshot.intents().map((intent) => dataAfter(intent, renamed) as Intent),
    requests: [...snapshot.requests().values()].map((request) => dataAfter(request, renamed) as RequestEntry),
  };
}

async function writtenBlobs(store: Parts['store'], commit: Oid, edits: readonly TreeEdit[]) {
  const put = edits.flatMap((edit) => (edit.kind === 'put' ? [edit.path] : []));
  const entries = await store.lookUp(commit, put);
  return new Map([...entries].map(([path, { oid }]) => [path, oid]));
}

/** A sweep that was under way begins anew: it goes by the order of keys. */
function metaAfter(meta: SnapshotMeta, renamed: RenamedProject, { tip, commit }: Followed): SnapshotMeta {
  const { from, to } = renamed;
  const named = <T extends { readonly path: string }>(all: readonly T[]) =>
    all.map((one) => ({ ...one, path: nameAfter(one.path, renamed) }));
  return {
    ...meta,
    project: to,
    formerKeys: [...meta.formerKeys.filter((key) => key !== to && key !== from), from],
    commit: meta.commit === tip ? commit : meta.commit,
    sweep: null,
    problems: named(meta.problems),
    forgotten: named(meta.forgotten).map((one) => ({ ...one, key: keyAfter(one.key, renamed) ?? one.key })),
    gone: meta.gone.map((one) => ({ ...one, key: keyAfter(one.key, renamed) ?? one.key })),
  };
}
