import { Failure } from '../../model/failure.ts';
import type { Session } from './session.ts';
import { ownerOfToken } from './token-owner.ts';

/**
 * Writes with the person's own token where there is one, so that Jira shows the true author; else as the service account
 * (`as` null). Whose a token is, Jira is asked before it is first used: under a wrong handle it would write in the name of
 * somebody else. One that Jira refuses, or that is another's, is not tried again before a restart, and the log says so: what
 * it would have written is written by the service account, with the person named in it.
 */
export async function writeAs<T>(
  session: Session,
  author: string,
  write: (as: string | null) => Promise<T>,
): Promise<T> {
  if (!(await hasToken(session, author))) return write(null);
  try {
    return await write(author);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'fatal') throw error;
    session.caches.tokenOwners.set(author, 'refused');
    session.options.log.warn('Jira refused a personal token', { person: author });
    return write(null);
  }
}

async function hasToken({ client, options, caches, site }: Session, author: string): Promise<boolean> {
  if (author === site.account || !options.userTokens.has(author)) return false;
  const known = caches.tokenOwners.get(author);
  if (known !== undefined) return known === 'theirs';
  const owner = await ownerOfToken(client, author, site.flavor, options.people);
  caches.tokenOwners.set(author, owner.kind);
  if (owner.kind === 'refused') options.log.warn('Jira refused a personal token', { person: author });
  if (owner.kind === 'other') {
    options.log.warn('A personal token belongs to somebody else and is not used', {
      person: author,
      owner: owner.displayName,
    });
  }
  return owner.kind === 'theirs';
}
