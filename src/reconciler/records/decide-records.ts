import { keyOfRecord, type RecordedConflict } from '../../model/conflict-record.ts';
import { parseConflictRecord } from '../../model/parse-conflict-record.ts';
import { timeOfMs } from '../../model/timestamp.ts';
import type { Identity, Oid } from '../../snapshot/object-store.ts';
import type { ReportDraft } from '../cycles.ts';
import type { Intake } from '../intake-interface.ts';
import type { Parts } from '../parts.ts';
import type { ResolveOutcome, ResolveRequest } from '../resolve/resolve-request.ts';
import { unreadableItem } from '../unreadable-item.ts';

type Deciding = {
  readonly parts: Parts;
  readonly intake: Intake;
  readonly report: ReportDraft;
  readonly resolve: (request: ResolveRequest) => Promise<ResolveOutcome>;
};

/**
 * Takes what people wrote into records of conflicts as their decisions, one way with those that come through the API.
 * What cannot be read or makes no sense is told, stands in the status until it is mended, and is left as it was written.
 */
export async function decideFromRecords(deciding: Deciding): Promise<void> {
  const { parts, intake } = deciding;
  for (const path of intake.touchedRecords()) {
    const tip = await parts.git.tip();
    const entry = tip === null ? undefined : (await parts.store.lookUp(tip, [path])).get(path);
    const isOver = entry === undefined || tip === null || (await decideRecord(deciding, path, tip, entry.oid));
    const key = keyOfRecord(path);
    // The ticket's cycle puts back what was removed or changed, and removes what is no record of anything.
    if (key !== null) intake.want(key);
    if (isOver) intake.recordDone(path);
  }
}

/** False where it is to be tried again. */
async function decideRecord(deciding: Deciding, path: string, tip: Oid, blob: Oid): Promise<boolean> {
  const { parts, intake, report } = deciding;
  const tell = (reason: string) => {
    report.items.push(unreadableItem(path, reason, timeOfMs(parts.clock()) ?? ''));
  };
  const problem = (reason: string) => {
    intake.noteRecord({ path, blob, reason });
    tell(reason);
    return true;
  };
  const key = keyOfRecord(path);
  if (key === null) return problem('this is no record of a conflict, which is named after its ticket: remove it');
  const [bytes] = await parts.store.readBlobs([blob]);
  const reading = parseConflictRecord(bytes ? new TextDecoder().decode(bytes) : '');
  if (reading.kind === 'broken')
    return problem(`${reading.reason}; mend it, or remove the file to have it written anew`);
  const { issue, conflicts } = reading.record;
  const decided = conflicts.filter(({ decision }) => decision !== null);
  if (decided.length === 0) return true;
  if (issue !== key) return problem(`it is about ${issue}, and decides nothing of ${key}`);
  const by = await parts.git.lastChange(tip, path);
  for (const conflict of decided) {
    const outcome = await deciding.resolve(requestOf(key, conflict, by && { name: by.name, email: by.email }));
    switch (outcome.kind) {
      case 'away':
        return false;
      case 'invalid':
        return problem(outcome.reason);
      case 'changed':
      case 'unknown-issue':
        tell(outcome.kind === 'changed' ? outcome.reason : `${issue} is known neither to git nor to Jira`);
        break;
      case 'resolved':
      case 'refused':
      case 'not-in-conflict':
        parts.log.info('decision in a record', { ticket: key, field: conflict.field, outcome: outcome.kind });
    }
  }
  return true;
}

function requestOf(issue: string, { field, decision, seen }: RecordedConflict, by: Identity | null): ResolveRequest {
  const { take = 'git', value = null } = decision ?? {};
  return { issue, field, take, value, seen: { [field]: seen }, by };
}
