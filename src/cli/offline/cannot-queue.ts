import { CliError, isCliError } from '../cli-error.ts';
import { EXIT } from '../exit-code.ts';
import { plain } from '../render/plain.ts';
import type { QueueReason } from './make-or-queue.ts';

/** The clone as it is now cannot take what is to be queued; `reason` says what to do. */
export function cannotQueue(reason: string, cause?: unknown): CliError {
  return new CliError(EXIT.unreachable, [plain(reason)], cause);
}

/** Runs what queues something; where that is not possible, the error says as well why it was to be queued. */
export async function queueing<T>(why: QueueReason, id: string, queue: () => Promise<T>): Promise<T> {
  try {
    return await queue();
  } catch (error) {
    if (!isCliError(error) || error.exitCode !== EXIT.unreachable) throw error;
    const first = `${why.headline}${why.detail === null ? '' : ` (${plain(why.detail)})`}`;
    const again = why.perhapsMade ? `; send it again with --id ${id}, which makes nothing twice` : '';
    throw cannotQueue(`${first}, and nothing was queued: ${error.problems.join('; ')}${again}`, error);
  }
}
