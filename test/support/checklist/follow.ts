import type { Block, Place, Spot, Step } from './read-page.ts';

/** Runs a line of shell at a place, as the person whose place it is, and answers what it printed. Throws where it fails. */
export type RunAt = (place: Place, line: string) => Promise<string>;

/** What a person at either place types, one block after the other, in one shell each: variables, functions and folder stay. */
export class Follower {
  readonly #run: RunAt;
  readonly #values: ReadonlyMap<string, string>;
  #carried = 0;

  constructor(run: RunAt, values: ReadonlyMap<string, string>) {
    this.#run = run;
    this.#values = values;
  }

  /** Does all of a step. Throws with its heading and what was printed where something of it fails. */
  async follow({ title, blocks }: Step): Promise<void> {
    for (const block of blocks) {
      await this.#do(block).catch((error: unknown) => {
        throw new Error(`step "${title}" failed:\n${shown(block)}\n${wordsOf(error)}`);
      });
    }
  }

  async #do(block: Block): Promise<void> {
    if (block.kind === 'run') await this.#type(block.place, block.text);
    else await this.#carry(block.from, block.to);
  }

  /** Through a folder that both places see. */
  async #carry(from: Spot, to: Spot): Promise<void> {
    const hand = `/carry/${this.#carried++}`;
    await this.#type(from.place, `cp -r ${from.path} ${hand} && chmod -R a+rX ${hand}`);
    await this.#type(to.place, `cp -r ${hand} ${to.path}`);
  }

  #type(place: Place, text: string): Promise<string> {
    const values = [...this.#values].map(([name, value]) => `${name}='${value}'`);
    const script = ['set -euo pipefail', RESUME, ...values, text, LEAVE].join('\n');
    const encoded = Buffer.from(script).toString('base64');
    return this.#run(place, `printf %s ${encoded} | base64 -d >~/.block && bash ~/.block 2>&1`);
  }
}

const RESUME = '[ ! -e ~/.left ] || . ~/.left';
const LEAVE = `{ declare -px; declare -f; printf 'cd %q\\n' "$PWD"; } >~/.left`;

function shown(block: Block): string {
  if (block.kind === 'run') return block.text.replace(/^/gm, '  $ ');
  return `  ${block.from.place} ${block.from.path} -> ${block.to.place} ${block.to.path}`;
}

/** A block is known by what it printed; how it came to the machine does not matter. */
function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^[\s\S]*? ended with /, 'ended with ');
}
