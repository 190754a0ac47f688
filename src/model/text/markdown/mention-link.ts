const SCHEME = 'mention:';

/** The address that says who is mentioned, for someone who is not in the list of people. */
export function mentionAddress(name: string): string {
  const encoded = name.replace(/[^\p{L}\p{N}._~@:\u{80}-\u{10ffff}-]|\s/gu, (char) => encodeURIComponent(char));
  return `${SCHEME}${encoded}`;
}

/** The name of the one whom an address mentions, or null for another address. */
export function mentionedName(address: string): string | null {
  if (!address.startsWith(SCHEME) || address.length === SCHEME.length) return null;
  const encoded = address.slice(SCHEME.length);
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    // A per cent sign that a person wrote stands for itself.
    if (error instanceof URIError) return encoded;
    throw error;
  }
}
