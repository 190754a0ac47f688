import type { JiraUser, PeopleBook } from '../../../../src/reconciler/people-book.ts';

/** Who is who, in memory: the handle is the display name in small letters. */
export class MemoryPeople implements PeopleBook {
  readonly #nameOf = new Map<string, string>();

  handleOf({ jiraName, displayName }: JiraUser): string {
    const handle = displayName.toLowerCase().replace(/\s+/g, '.');
    this.#nameOf.set(handle, jiraName);
    return handle;
  }

  userKeyOf(): string | null {
    return null;
  }

  jiraNameOf(handle: string): string | null {
    return this.#nameOf.get(handle) ?? null;
  }
}
