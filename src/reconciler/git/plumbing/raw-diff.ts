import type { TreeChange } from '../../../snapshot/object-store.ts';

const ABSENT_MODE = '000000';

/** The changes in the output of `git diff-tree -r -z --no-renames`: `:mode mode oid oid status NUL path NUL`. */
export function parseRawDiff(output: string): TreeChange[] {
  const fields = output.split('\0');
  const changes: TreeChange[] = [];
  for (let index = 0; index + 1 < fields.length; index += 2) {
    const [before = '', after = '', oldOid = '', newOid = ''] = (fields[index] ?? '').slice(1).split(' ');
    changes.push({ path: fields[index + 1] ?? '', before: side(before, oldOid), after: side(after, newOid) });
  }
  return changes;
}

function side(mode: string, oid: string): TreeChange['before'] {
  return mode === ABSENT_MODE ? null : { mode, oid };
}
