import { canonical } from '../model/canonical.ts';
import { RECORD_FOLDER } from '../model/conflict-record.ts';
import { Failure } from '../model/failure.ts';
import { describeRenaming } from '../model/names.ts';
import { isTicketKey, ticketName } from '../model/ticket-key.ts';
import type { Oid } from '../snapshot/object-store.ts';
import type { MemoryLoss } from '../snapshot/open-memory.ts';
import type { Cursor, FileProblem, Repair } from '../snapshot/snapshot-meta.ts';
import { emptyWrite } from './empty-write.ts';
import { dirtyInGit, dirtyInJira, leftOver, unlikeIndex } from './find-dirty.ts';
import { carriersOf } from './follow-names.ts';
import type { Intake } from './intake-interface.ts';
import type { KeyQueue } from './key-queue.ts';
import { doubtMemory } from './memory/find-loss.ts';
import type { Parts } from './parts.ts';
import { isTakenBack, joinProblems } from './queue/queue-changes.ts';
import { type QueueOrder, queueOrder } from './queue/queue-order.ts';
import { isStray } from './queue/stray-worklogs.ts';
import { inPresentKey } from './renames/former-keys.ts';
import { createRewoundNotes } from './rewound.ts';
import type { Bookkeeping } from './snapshot-changes.ts';
import type { Coverage } from './sweep/coverage.ts';

export function createIntake(parts: Parts, queue: KeyQueue, coverage: Coverage): Intake {
  const { git, jira, snapshot, project } = parts;
  let seenTip: Oid | null = null;
  /** This process has not looked at git itself since the snapshot was read. */
  let isUnseen = true;
  let cursor: Cursor | null = null;
  let sweptAs: string | null = null;
  /** Something was renamed, whether or not a ticket carries it. */
  let hasRenamed = false;
  let mapping = 0;
  let readings = snapshot.readings;
  /** The repair that a sweep has ended, until that is on record. */
  let repaired: Repair | null = null;
  let oddities: readonly FileProblem[] = [];
  const touchedPaths = new Set<string>();
  const retries = new Set<string>();
  const deletedWorklogs = new Set<string>();
  const rewound = createRewoundNotes();
  const records = new Set<string>();

  async function loadProject(commit: Oid): Promise<void> {
    const files = await git.readProject(commit);
    const missing = `${parts.branch} has no .tract/config.yaml: set the repository up with \`tract onboard\``;
    const mappedBefore = project.isLoaded() ? canonical(project.fields()) : null;
    const problems = [...(files.config === null ? [missing] : []), ...project.load(files)];
    // Without a configuration that holds there is nothing to go on with; later ones that are wrong change nothing.
    if (!project.isLoaded()) throw new Failure('fatal', problems.join('; '));
    if (mappedBefore !== null && mappedBefore !== canonical(project.fields())) mapping += 1;
    for (const problem of problems) parts.log.warn('project files not taken over', { problem });
    const reason = problems.join('; ');
    oddities = [
      ...oddities.filter(({ path }) => path !== '.tract'),
      ...(reason === '' ? [] : [{ path: '.tract', blob: null, reason }]),
    ];
  }

  function wantLeftOver(): void {
    for (const ref of leftOver(snapshot)) queue.add(ref);
  }

  /** Where an older snapshot was found, both sides are looked at from there. */
  async function lookForLoss(tip: Oid, loss: MemoryLoss | null): Promise<void> {
    if (loss?.complete === false) {
      [seenTip, cursor] = [snapshot.meta.commit, snapshot.meta.cursor];
      isUnseen = true;
      coverage.open();
      wantLeftOver();
    }
    await doubtMemory(parts, tip, loss);
  }

  /** Every push tries again what waits in the queue, and orders what it brings by how long that waited. */
  async function lookAtQueue(tip: Oid): Promise<QueueOrder> {
    const waiting = await git.readQueue(tip);
    const problems = waiting.problems.map(({ file, line, reason }) => {
      return { path: file, blob: null, reason: line === null ? reason : `line ${line}: ${reason}` };
    });
    oddities = [...oddities.filter(({ path }) => !path.startsWith('.tract/queue/')), ...joinProblems(problems)];
    for (const { entry } of waiting.queued) {
      const ref = entry.kind === 'create' ? entry.path : entry.issue;
      if (snapshot.entryByKey(ref)?.pending === true) retries.add(ref);
      if (ticketName(ref) !== null || isTicketKey(ref)) queue.add(ref);
    }
    return queueOrder(waiting);
  }

  /** What somebody else was shown, and this account is not, keeps the doubt alive. */
  function lacksAny(): boolean {
    if (snapshot.meta.account === null) return false;
    return [...snapshot.entries()].some(
      ({ missingSinceMs, unseen }) => missingSinceMs !== null || Object.keys(unseen).length > 0,
    );
  }

  function books(): Bookkeeping {
    // Only what is dealt with moves the marks: after a crash the rest is found again from the old ones.
    const settled = queue.size === 0 && !project.names.hasRenamings();
    const { meta } = snapshot;
    const tickets = meta.problems.filter(({ path }) => ticketName(path) !== null);
    return {
      commit: settled ? seenTip : meta.commit,
      cursor: settled ? cursor : meta.cursor,
      ...coverage.books(),
      names: settled ? project.names.names() : meta.names,
      repair: meta.repair?.sinceMs === repaired?.sinceMs ? null : meta.repair,
      account: sweptAs === null || sweptAs === meta.account || lacksAny() ? meta.account : sweptAs,
      problems: [...tickets, ...oddities],
    };
  }

  return {
    async open() {
      const tip = await git.tip();
      if (tip === null) throw noBranch(parts.branch);
      await loadProject(tip);
      await lookForLoss(tip, snapshot.loss);
      seenTip = snapshot.meta.commit;
      cursor = snapshot.meta.cursor;
      coverage.open();
      const noted = snapshot.meta.problems.filter(({ path }) => ticketName(path) === null && path !== '.tract');
      oddities = [...oddities.filter(({ path }) => !noted.some((each) => each.path === path)), ...noted];
      wantLeftOver();
      // A decision that an earlier run was told may not be carried out.
      for (const { path } of await parts.store.listTree(tip, RECORD_FOLDER)) records.add(path);
    },
    want(wanted) {
      const ref = inPresentKey(parts, wanted);
      const name = ticketName(ref) ?? ref;
      if (isTicketKey(name)) queue.add(name);
      else if (ticketName(ref) !== null) queue.add(ref);
      else if (snapshot.entryById(ref) !== null) queue.add(snapshot.entryById(ref)?.key ?? ref);
    },
    wantLeftOver,
    async wantUnseen(seen) {
      for (const { id, key } of snapshot.entries()) if (!seen.has(id)) queue.add(key);
      const tip = await git.tip();
      if (tip === null) throw noBranch(parts.branch);
      for (const path of (await git.listTickets(tip)).keys()) {
        const name = ticketName(path) ?? path;
        if (!isTicketKey(name)) queue.add(path);
        else if (snapshot.entryByKey(name) === null) queue.add(name);
      }
    },
    async lookAtGit() {
      await parts.store.refresh();
      const tip = await git.tip();
      if (tip === null) throw noBranch(parts.branch);
      await snapshot.refresh();
      const isNew = readings !== snapshot.readings;
      readings = snapshot.readings;
      if (isNew || tip !== seenTip) await lookForLoss(tip, isNew ? snapshot.loss : null);
      if (tip === seenTip) return;
      const changes = await git.changes(seenTip, tip, project.format());
      if (changes.project) await loadProject(tip);
      rewound.note(changes);
      const touched = new Set(changes.touched);
      const standing = oddities.filter(({ path }) => !touched.has(path));
      // Any ticket may have waited for a line that named none.
      if (standing.length < oddities.length) wantLeftOver();
      oddities = [...standing, ...changes.problems];
      const order = await lookAtQueue(tip);
      const unlike = isUnseen ? unlikeIndex(await git.listTickets(tip), snapshot) : [];
      for (const ref of order.sorted([...dirtyInGit(changes, snapshot), ...unlike])) queue.add(ref);
      if (changes.files.some(isTakenBack)) wantLeftOver();
      for (const path of changes.records) records.add(path);
      for (const path of changes.touched) touchedPaths.add(path);
      seenTip = tip;
      isUnseen = false;
    },
    async lookAtJira() {
      const poll = await jira.poll(cursor);
      for (const ref of dirtyInJira(poll, snapshot)) queue.add(ref);
      for (const id of poll.deletedWorklogs) deletedWorklogs.add(id);
      for (const id of deletedWorklogs) if (snapshot.entryByWorklog(id) === null) deletedWorklogs.delete(id);
      cursor = poll.cursor;
    },
    async followNames() {
      const renamings = project.names.takeRenamings();
      if (renamings.length === 0) return;
      parts.log.info('renamed in Jira', { renamings: renamings.map(describeRenaming) });
      for (const key of await carriersOf(parts, renamings)) queue.add(key);
      wantLeftOver();
      hasRenamed = true;
    },
    rewound,
    deletedWorklogs: () => deletedWorklogs,
    mapping: () => mapping,
    sweptSince(ms, account) {
      sweptAs = account;
      const { repair } = snapshot.meta;
      if (repair === null || repair.sinceMs > ms) return;
      repaired = repair;
      parts.log.info('every ticket was met again', { after: repair.reason });
    },
    async noteBooks(stopping = false) {
      const { meta } = snapshot;
      const next = { ...meta, ...books() };
      const hasSwept = coverage.isWorthNoting(stopping);
      const isRepaired = meta.repair !== null && next.repair === null;
      const isRenamed = hasRenamed && canonical(next.names) !== canonical(meta.names);
      const hasNews = hasSwept || isRepaired || isRenamed;
      if (!hasNews && canonical(next.problems) === canonical(meta.problems)) return;
      const write = emptyWrite(next);
      const repairs = `Met every ticket again, because ${meta.repair?.reason ?? 'nothing was lost'}`;
      const looked = isRenamed ? 'Learned what Jira calls things now' : 'Looked at files that are no tickets';
      const quiet = hasSwept ? 'Went over all tickets' : looked;
      const message = isRepaired ? repairs : quiet;
      await snapshot.record(write, { branch: null, message, atMs: parts.clock() });
    },
    noteStray(problems) {
      oddities = [...oddities.filter((oddity) => !isStray(oddity)), ...problems];
    },
    touchedRecords: () => [...records],
    recordDone: (path) => void records.delete(path),
    noteRecord(problem) {
      oddities = [...oddities.filter(({ path }) => path !== problem.path), problem];
    },
    recordsTended(paths) {
      oddities = oddities.filter(({ path }) => !paths.includes(path));
    },
    takeTouched() {
      const touched = [...touchedPaths];
      touchedPaths.clear();
      return touched;
    },
    takeRetries: (refs) => refs.filter((ref) => retries.delete(ref)),
    committed(parent, commit) {
      if (parent === seenTip) seenTip = commit;
    },
    books,
  };
}

function noBranch(branch: string): Failure {
  return new Failure('transient', `the repository has no branch ${branch}: push it, or set TRACT_BRANCH`, {
    ofGit: true,
  });
}
