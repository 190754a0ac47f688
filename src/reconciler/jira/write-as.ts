import { Failure } from '../../model/failure.ts';
import type { Session } from './session.ts';

/**
 * Writes with the person's own token where there is one, so that Jira shows the true author; else as the service account
 * (`as` null). A token that Jira refuses is not tried again before a restart, and the log says so: what it would have
 * written is written by the service account, with the person named in it.
 */
export async function writeAs<T>(
  { options, caches, site }: Session,
  author: string,
  write: (as: string | null) => Promise<T>,
): Promise<T> {
  const hasToken = author !== site.account && options.userTokens.has(author) && !caches.refusedTokens.has(author);
  if (!hasToken) return write(null);
  try {
    return await write(author);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'fatal') throw error;
    caches.refusedTokens.add(author);
    options.log.warn('Jira refused a personal token', { person: author });
    return write(null);
  }
}
