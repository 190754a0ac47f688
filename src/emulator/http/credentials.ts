/** Logins, by user key, with the count of failed logins. */
export class Credentials {
  readonly #passwords = new Map<string, { readonly password: string; readonly key: string }>();
  readonly #failures = new Map<string, number>();

  /** A login is a user name on Server, an e-mail address on Cloud. */
  addPassword(login: string, password: string, key: string): void {
    this.#passwords.set(login.toLowerCase(), { password, key });
  }

  /** Revokes every login of a user. */
  revoke(key: string): void {
    for (const [login, entry] of this.#passwords) if (entry.key === key) this.#passwords.delete(login);
  }

  byPassword(login: string, password: string): string | undefined {
    const entry = this.#passwords.get(login.toLowerCase());
    return entry?.password === password ? entry.key : undefined;
  }

  failures(login: string): number {
    return this.#failures.get(login.toLowerCase()) ?? 0;
  }

  noteFailure(login: string): void {
    this.#failures.set(login.toLowerCase(), this.failures(login) + 1);
  }

  clearFailures(login: string): void {
    this.#failures.delete(login.toLowerCase());
  }
}
