import type { Intent } from '../snapshot/intent.ts';
import type { CreateAction } from './jira-action.ts';
import type { Parts } from './parts.ts';
import { recordIntents } from './record-intents.ts';

/**
 * Looks for the issues whose create was begun in an earlier cycle and never answered, before anything is done about
 * issues that look new in Jira: one of them may be it. True where that cannot be told yet, because Jira's index lags.
 */
export async function resolveCreates(parts: Parts): Promise<boolean> {
  const open = parts.snapshot.intents().filter((intent) => intent.result === null && isBirth(intent));
  const resolved: Intent[] = [];
  let unsettled = false;
  for (const intent of open) {
    const found = await parts.jira.find({
      action: intent.action as CreateAction,
      atMs: intent.atMs,
      known: intent.known,
    });
    if (found.kind === 'unsettled') unsettled = true;
    if (found.kind !== 'found' || found.receipt.id === null) continue;
    resolved.push({ ...intent, result: { id: found.receipt.id, key: found.receipt.key } });
  }
  await recordIntents(parts, resolved, `Found ${resolved.length} created`);
  return unsettled;
}

function isBirth(intent: Intent): boolean {
  return (intent.action as CreateAction).kind === 'create-issue';
}
