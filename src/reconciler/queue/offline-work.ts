import { timeOfMs } from '../../model/timestamp.ts';
import type { Oid, TreeEdit } from '../../snapshot/object-store.ts';
import { SYNC_IDENTITY } from '../../snapshot/sync-identity.ts';
import { commitMessage, renamedMessage } from '../commit-message.ts';
import type { ReportDraft } from '../cycles.ts';
import { emptyWrite } from '../empty-write.ts';
import type { Intake } from '../intake-interface.ts';
import type { Parts } from '../parts.ts';
import { inPresentKey } from '../renames/former-keys.ts';
import { lateKeys } from '../renames/late-keys.ts';
import { unreadableItem } from '../unreadable-item.ts';
import { bornAs } from './find-unborn.ts';
import { mentionedIn, renameReferences } from './rename-references.ts';
import { settleQueue } from './settle-queue.ts';
import { strayWorklogs } from './stray-worklogs.ts';

/** What is left to do for offline work where no ticket's own cycle does it. */
export interface OfflineWork {
  /** Temporary keys that came with a push after their tickets had their real ones, as a branch made before may bring. */
  renameLate(): Promise<void>;
  /** Tells which time entries wait for a ticket that nobody made, whenever a push may have changed that. */
  tellStray(report: ReportDraft): Promise<void>;
  /** Takes out of the queue what was synced before its entry came, and what somebody took back. */
  clear(report: ReportDraft): Promise<void>;
}

const MOST_RACES = 8;

export function createOfflineWork(parts: Parts, intake: Intake): OfflineWork {
  let cleared: Oid | null = null;
  let pushed = true;

  /** False where somebody pushed meanwhile. */
  async function commit(tip: Oid, edits: readonly TreeEdit[], message: string): Promise<boolean> {
    const to = await parts.store.writeCommit({
      parents: [tip],
      edits,
      message,
      author: SYNC_IDENTITY,
      committer: SYNC_IDENTITY,
      atMs: parts.clock(),
    });
    const branch = { ref: parts.branch, from: tip, to };
    const write = emptyWrite(parts.snapshot.meta);
    if (await parts.snapshot.record(write, { branch, message: 'Tended offline work', atMs: parts.clock() })) {
      intake.committed(tip, to);
      return true;
    }
    await parts.snapshot.refresh();
    return false;
  }

  /** Answers the paths as they are called afterwards. */
  async function renameFormer(touched: readonly string[]): Promise<readonly string[]> {
    for (let race = 0; race < MOST_RACES && touched.length > 0; race++) {
      const tip = await parts.git.tip();
      const late = tip === null ? null : await lateKeys(parts, tip, touched);
      if (tip === null || late === null) break;
      if (await commit(tip, late.edits, late.message)) for (const ref of late.refs) intake.want(ref);
    }
    return touched.map((path) => inPresentKey(parts, path));
  }

  return {
    async renameLate() {
      const touched = await renameFormer(intake.takeTouched());
      pushed ||= touched.length > 0;
      for (let race = 0; race < MOST_RACES && touched.length > 0; race++) {
        const tip = await parts.git.tip();
        if (tip === null) return;
        const keys = [...(await mentionedIn(parts, tip, touched))];
        const names = new Map(
          keys.flatMap((key): readonly (readonly [string, string])[] => {
            const born = bornAs(parts, key);
            return born === null ? [] : [[key, born]];
          }),
        );
        const { edits, refs } = await renameReferences(parts, tip, [], names, touched);
        if (edits.length === 0) return;
        if (!(await commit(tip, edits, renamedMessage(names)))) continue;
        for (const ref of refs) intake.want(ref);
        return;
      }
    },
    async tellStray(report) {
      const tip = pushed ? await parts.git.tip() : null;
      if (tip === null) return;
      const problems = await strayWorklogs(parts, tip);
      intake.noteStray(problems);
      pushed = false;
      const now = timeOfMs(parts.clock()) ?? '';
      report.items.push(...problems.map((problem) => unreadableItem(problem.path, problem.reason, now)));
    },
    async clear(report) {
      for (let race = 0; race < MOST_RACES; race++) {
        const tip = await parts.git.tip();
        if (tip === null || tip === cleared) return;
        const { edits, settled } = await settleQueue(parts, [], [], tip);
        if (edits.length === 0) {
          cleared = tip;
          return;
        }
        if (!(await commit(tip, edits, commitMessage([], settled)))) continue;
        report.dequeued.push(...settled.flatMap(({ kind, entry }) => (kind === 'synced' ? [entry] : [])));
        return;
      }
    },
  };
}
