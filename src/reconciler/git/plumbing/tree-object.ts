export type TreeItem = { readonly name: string; readonly mode: string; readonly oid: string; readonly isTree: boolean };

const SPACE = 0x20;
const OID_BYTES = 20;

/** The entries of a tree object's bytes (`mode SP name NUL oid` repeated), in git's order. */
export function parseTree(bytes: Buffer): TreeItem[] {
  const items: TreeItem[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(SPACE, at);
    const zero = bytes.indexOf(0, space);
    if (space < 0 || zero < 0 || zero + 1 + OID_BYTES > bytes.length) throw new Error('a tree object is cut short');
    const mode = bytes.toString('latin1', at, space).padStart(6, '0');
    const end = zero + 1 + OID_BYTES;
    items.push({
      name: bytes.toString('utf8', space + 1, zero),
      mode,
      oid: bytes.toString('hex', zero + 1, end),
      isTree: mode === '040000',
    });
    at = end;
  }
  return items;
}
