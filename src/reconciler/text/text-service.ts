import { carryWhole } from '../../model/text/reconcile/carry-whole.ts';
import { isQuickText } from '../../model/text/reconcile/is-quick-text.ts';
import { isTooDeep } from '../../model/text/reconcile/text-limits.ts';
import type { TextInput, TextOutcome } from '../../model/text/text-outcome.ts';
import { replyTo } from './reply-to.ts';
import type { TextReply } from './text-protocol.ts';
import { TextThread } from './text-thread.ts';

/** Reconciles texts; outcomes come in the order of the inputs. */
export interface TextService {
  reconcile(inputs: readonly TextInput[]): Promise<readonly TextOutcome[]>;
  /** Stops the thread. What is still waiting is rejected. */
  close(): Promise<void>;
}

export type TextServiceOptions = { readonly deadlineMs: number; readonly threads: number };

/**
 * Texts are taken apart in threads of their own, which start with the first texts that need them. A text that takes
 * longer than the deadline is carried as a whole, and its thread is replaced. Short plain texts are answered at once.
 */
export function createTextService({ deadlineMs, threads }: TextServiceOptions): TextService {
  const pool = Array.from({ length: threads }, () => new TextThread(deadlineMs));
  const idlest = () => pool.reduce((idle, thread) => (thread.load < idle.load ? thread : idle));
  return {
    reconcile: (inputs) =>
      Promise.all(
        inputs.map((input) => {
          if (isQuickText(input)) return outcomeOf(input, replyTo({ id: 0, input }));
          // What cannot be copied into a thread without overflowing the stack never gets there.
          if (isTooDeep(input.jira) || isTooDeep(input.base?.jira ?? null)) return outcomeOf(input, null);
          return idlest()
            .ask(input)
            .then((reply) => outcomeOf(input, reply));
        }),
      ),
    close: async () => {
      await Promise.all(pool.map((thread) => thread.close()));
    },
  };
}

/** The same in the caller's thread and without a deadline, for tests and simulations. */
export function createInlineTextService(): TextService {
  return {
    reconcile: async (inputs) => inputs.map((input) => outcomeOf(input, replyTo({ id: 0, input }))),
    close: async () => {},
  };
}

/** Null is no reply within the deadline. */
function outcomeOf(input: TextInput, reply: TextReply | null): TextOutcome {
  if (reply?.kind === 'done') {
    const { outcome, keepsJira } = reply;
    return outcome.kind === 'agreed' && keepsJira ? { ...outcome, jira: input.jira } : outcome;
  }
  if (reply?.kind === 'failed')
    return refused(`this text could not be read, which is a defect of tract: ${reply.reason}`);
  try {
    return carryWhole(input);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refused('this text is nested too deeply to be carried');
  }
}

function refused(reason: string): TextOutcome {
  return { kind: 'refused', line: 1, reason };
}
