/** Logins and tokens, by user key, with the count of failed logins. */
export class Credentials {
  readonly #passwords = new Map<string, { readonly password: string; readonly key: string }>();
  readonly #tokens = new Map<string, string>();
  readonly #failures = new Map<string, number>();

  /** A login is a user name on Server, an e-mail address on Cloud. */
  addPassword(login: string, password: string, key: string): void {
    this.#passwords.set(login.toLowerCase(), { password, key });
  }

  addToken(token: string, key: string): void {
    this.#tokens.set(token, key);
  }

  /** Revokes everything a user could sign in with. */
  revoke(key: string): void {
    for (const [login, entry] of this.#passwords) if (entry.key === key) this.#passwords.delete(login);
    for (const [token, owner] of this.#tokens) if (owner === key) this.#tokens.delete(token);
  }

  byPassword(login: string, password: string): string | undefined {
    const entry = this.#passwords.get(login.toLowerCase());
    return entry?.password === password ? entry.key : undefined;
  }

  byToken(token: string): string | undefined {
    return this.#tokens.get(token);
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
