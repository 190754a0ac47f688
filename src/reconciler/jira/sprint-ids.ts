import { Failure } from '../../model/failure.ts';
import { getBoards, getSprints } from './client-site.ts';
import type { Reply } from './exchange.ts';
import { number, type Raw, record, records, text } from './raw.ts';
import type { Session } from './session.ts';

/** The id by which Jira takes a sprint. Of several with one name, an active or future one is meant. */
export async function sprintIdOf(session: Session, name: string): Promise<number> {
  const { sprintIds } = session.caches;
  if (!sprintIds.has(name)) await learnSprints(session);
  const id = sprintIds.get(name);
  if (id !== undefined) return id;
  const words = `no board of ${session.options.project} has a sprint "${name}"`;
  throw new Failure('rejected', `sprint: ${words}`, { fields: { sprint: words } });
}

async function learnSprints({ client, options, caches }: Session): Promise<void> {
  const boards = await pages((startAt) => getBoards(client, options.project, startAt));
  const perBoard = await Promise.all(
    boards.map(async ({ id }) => pages((startAt) => getSprints(client, text(id) ?? '', startAt))),
  );
  const closedFirst = perBoard.flat().toSorted((a, b) => Number(isOpen(a)) - Number(isOpen(b)));
  for (const sprint of closedFirst) {
    const name = text(sprint.name)?.trim();
    const id = number(sprint.id);
    if (name && id !== null) caches.sprintIds.set(name, id);
  }
}

function isOpen({ state }: Raw): boolean {
  return state !== 'closed';
}

async function pages(fetch: (startAt: number) => Promise<Reply>): Promise<readonly Raw[]> {
  const found: Raw[] = [];
  for (;;) {
    const { status, body } = await fetch(found.length);
    const values = status === 200 ? records(record(body)?.values) : [];
    found.push(...values);
    if (values.length === 0 || record(body)?.isLast === true) return found;
  }
}
