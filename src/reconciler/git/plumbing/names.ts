const OID = /^[0-9a-f]{40}$/;
// What git-check-ref-format(1) forbids inside a name: control characters, space, ~ ^ : ? * [ \, `..`, `@{`, `//`.
// biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids exactly these characters
const FORBIDDEN_IN_REF = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\//;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a path with one of these is never written
const CONTROL = /[\u0000-\u001f\u007f]/;
const MAX_PATH_BYTES = 4096;

/** True for a full SHA-1 object name in lower case. */
export function isOid(text: string): boolean {
  return OID.test(text);
}

/** True for a full ref name such as `refs/heads/main`, by the rules of git-check-ref-format(1). */
export function isRefName(text: string): boolean {
  if (!text.startsWith('refs/') || text.length > 1024 || FORBIDDEN_IN_REF.test(text)) return false;
  return text.split('/').every(isRefPart) && !text.endsWith('.');
}

/** True for a path inside a tree that git itself would check out: no empty, `.`, `..` or `.git` part. */
export function isTreePath(path: string): boolean {
  if (path === '' || path.includes('\0') || Buffer.byteLength(path) > MAX_PATH_BYTES) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git');
}

export function checkOid(oid: string): string {
  if (!isOid(oid)) throw new TypeError(`not a git object name: ${JSON.stringify(oid)}`);
  return oid;
}

/** A full ref name, or `HEAD`. */
export function checkRef(ref: string): string {
  if (ref !== 'HEAD' && !isRefName(ref)) throw new TypeError(`not a full git ref name: ${JSON.stringify(ref)}`);
  return ref;
}

export function checkPath(path: string): string {
  if (!isTreePath(path)) throw new TypeError(`not a path inside a git tree: ${JSON.stringify(path)}`);
  return path;
}

/** '' for the whole tree, else a path. */
export function checkFolder(folder: string): string {
  return folder === '' ? folder : checkPath(folder);
}

/** A path that may be written: stricter than one that may be removed. */
export function checkNewPath(path: string): string {
  if (CONTROL.test(path)) throw new TypeError(`control character in a path to write: ${JSON.stringify(path)}`);
  return checkPath(path);
}

function isRefPart(part: string): boolean {
  return part !== '' && !part.startsWith('.') && !part.endsWith('.lock');
}
