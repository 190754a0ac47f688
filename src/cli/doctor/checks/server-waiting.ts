import type { StatusReport } from '../../../reconciler/engine.ts';
import { plain } from '../../render/plain.ts';
import { ago } from '../../render/status-lines.ts';
import type { Check } from '../check.ts';
import { type Finding, failed, fine, warning } from '../finding.ts';

const STUCK_AFTER_MS = 10 * 60_000;

/** What the service cannot finish: a queue that stands still, and what waits for a person. */
export const serverWaiting: Check = {
  name: 'queue',
  async find({ status, nowMs }) {
    const found = await status();
    if (found.kind !== 'status') return [];
    const findings = [...stuck(found.report, nowMs()), ...waiting(found.report)];
    return findings.length > 0 ? findings : [fine('nothing waits')];
  },
};

function stuck({ queue, lastCycle }: StatusReport, nowMs: number): readonly Finding[] {
  if (queue.length === 0 || lastCycle === null || nowMs - lastCycle.endedAtMs < STUCK_AFTER_MS) return [];
  const reason = lastCycle.error === null ? '' : `: ${plain(lastCycle.error)}`;
  const message = `the queue is stuck: ${queue.length} tickets wait, and the last cycle was ${ago(nowMs - lastCycle.endedAtMs)}${reason}`;
  return [failed(message, 'run `tract sync`, and look into the log of the service')];
}

function waiting({ pending, problems }: StatusReport): readonly Finding[] {
  const held = pending.filter(({ holds }) => holds.length > 0).length;
  return [
    ...(held > 0
      ? [
          warning(
            `${held} ${held === 1 ? 'ticket has' : 'tickets have'} a field that waits for a person`,
            'tract status names each with its reason',
          ),
        ]
      : []),
    ...(problems.length > 0
      ? [
          warning(
            `${problems.length} ${problems.length === 1 ? 'file' : 'files'} cannot be synced, such as ${plain(problems[0]?.path ?? '')}`,
            'tract status names each with its reason',
          ),
        ]
      : []),
  ];
}
