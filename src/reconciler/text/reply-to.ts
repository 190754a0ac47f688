import { reconcileText } from '../../model/text/reconcile-text.ts';
import type { TextReply, TextRequest } from './text-protocol.ts';

/** The worker's answer to one text; it never throws, so that one text cannot take the others with it. */
export function replyTo({ id, input }: TextRequest): TextReply {
  try {
    const outcome = reconcileText(input);
    const keepsJira = outcome.kind === 'agreed' && outcome.jira === input.jira;
    return { kind: 'done', id, outcome: keepsJira ? { ...outcome, jira: null } : outcome, keepsJira };
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'overflowed', id };
    return { kind: 'failed', id, reason: error instanceof Error ? error.message : String(error) };
  }
}
