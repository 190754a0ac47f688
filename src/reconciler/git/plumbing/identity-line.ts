import type { Identity } from '../../../snapshot/object-store.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: what would end or break the line of a commit header
const BREAKS_A_HEADER = /[<>\u0000-\u001f\u007f]+/g;

/** An identity as a commit can hold it: git has no way to write `<`, `>` or a line break there. */
export function cleanIdentity(identity: Identity): Identity {
  return { name: clean(identity.name), email: clean(identity.email) };
}

/** `Name <e-mail> seconds +0000` */
export function identityLine(identity: Identity, atMs: number): string {
  const { name, email } = cleanIdentity(identity);
  return `${name} <${email}> ${Math.floor(atMs / 1000)} +0000`;
}

function clean(text: string): string {
  return text.replace(BREAKS_A_HEADER, ' ').trim();
}
