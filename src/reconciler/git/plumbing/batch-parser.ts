/** One answer of `git cat-file --batch-command`; null where git knows no such object. */
export type BatchObject = {
  readonly oid: string;
  readonly type: string;
  readonly size: number;
  readonly content: Buffer;
};

const LINE_FEED = 0x0a;
const EMPTY = Buffer.alloc(0);

/**
 * Cuts the output of `cat-file --batch-command` into answers.
 * `expectsContent` says of the answer that comes next whether a body follows its header.
 */
export class BatchParser {
  readonly #expectsContent: () => boolean;
  readonly #emit: (object: BatchObject | null) => void;
  #chunks: Buffer[] = [];
  #length = 0;
  #awaited: { readonly oid: string; readonly type: string; readonly size: number } | null = null;

  constructor(expectsContent: () => boolean, emit: (object: BatchObject | null) => void) {
    this.#expectsContent = expectsContent;
    this.#emit = emit;
  }

  feed(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    // A long body is joined once, when all of it is here.
    if (this.#awaited !== null && this.#length < this.#awaited.size + 1) return;
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#length);
    for (let used = this.#step(rest); used > 0; used = this.#step(rest)) rest = rest.subarray(used);
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
  }

  /** Takes one header or one body off the front; answers how many bytes that was, 0 where more must come. */
  #step(buffer: Buffer): number {
    if (this.#awaited !== null) return this.#stepBody(buffer, this.#awaited);
    const end = buffer.indexOf(LINE_FEED);
    if (end < 0) return 0;
    const header = parseHeader(buffer.toString('utf8', 0, end));
    if (header !== null && this.#expectsContent()) this.#awaited = header;
    else this.#emit(header === null ? null : { ...header, content: EMPTY });
    return end + 1;
  }

  #stepBody(buffer: Buffer, awaited: { readonly oid: string; readonly type: string; readonly size: number }): number {
    if (buffer.length < awaited.size + 1) return 0;
    this.#awaited = null;
    // A copy, so that a small blob does not keep a large chunk alive.
    this.#emit({ ...awaited, content: Buffer.from(buffer.subarray(0, awaited.size)) });
    return awaited.size + 1;
  }
}

function parseHeader(line: string): { oid: string; type: string; size: number } | null {
  const [oid, type, size] = line.split(' ');
  if (oid === undefined || type === undefined || size === undefined || !/^[0-9]+$/.test(size)) return null;
  return { oid, type, size: Number(size) };
}
