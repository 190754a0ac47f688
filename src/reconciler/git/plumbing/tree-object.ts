export type TreeItem = { readonly name: string; readonly mode: string; readonly oid: string; readonly isTree: boolean };

const SPACE = 0x20;
const OID_BYTES = 20;
const SHORTEST_MODE = 5;

/**
 * The entries of a tree object's bytes (`mode SP name NUL oid` repeated), in git's order; only those with a name in
 * `wanted` where that is given, for then the others cost next to nothing.
 */
export function parseTree(bytes: Buffer, wanted: ReadonlySet<string> | null = null): TreeItem[] {
  const lengths = wanted === null ? null : new Set([...wanted].map((name) => Buffer.byteLength(name)));
  const items: TreeItem[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes[at + SHORTEST_MODE] === SPACE ? at + SHORTEST_MODE : at + SHORTEST_MODE + 1;
    const zero = bytes.indexOf(0, space);
    const end = zero + 1 + OID_BYTES;
    if (bytes[space] !== SPACE || zero < 0 || end > bytes.length) throw new Error('a tree object is cut short');
    if (lengths === null || lengths.has(zero - space - 1)) {
      const name = bytes.toString('utf8', space + 1, zero);
      if (wanted === null || wanted.has(name)) items.push(itemAt(bytes, at, space, zero, name));
    }
    at = end;
  }
  return items;
}

function itemAt(bytes: Buffer, at: number, space: number, zero: number, name: string): TreeItem {
  const mode = bytes.toString('latin1', at, space).padStart(6, '0');
  return { name, mode, oid: bytes.toString('hex', zero + 1, zero + 1 + OID_BYTES), isTree: mode === '040000' };
}
