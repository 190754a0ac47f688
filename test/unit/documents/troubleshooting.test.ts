import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const PAGE = 'docs/troubleshooting.md';
/** What a person sees comes from there; the emulator speaks as Jira. */
const FOLDERS = ['src', 'scripts'];
const NOT_OURS = /(?:^|\/)(?:emulator|node_modules)\//;

/** The source of one file, with the texts that it puts together in one piece: what differs is cut out. */
function textsOf(path: string): string {
  return readFileSync(path, 'utf8')
    .replace(/['`]\s*\+\s*['`]/g, '')
    .replaceAll('\\`', '`')
    .replaceAll("\\'", "'");
}

function sources(): readonly string[] {
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return paths.filter((path) => !NOT_OURS.test(path)).map(textsOf);
}

/** Messages are in the first cells of the tables; `…` stands for what differs. */
function quotedMessages(page: string): readonly string[] {
  return [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, message = '']) => message);
}

/** Every part between two `…` is in one file, in their order. */
function isSaid(message: string, text: string): boolean {
  let from = 0;
  for (const part of message.split('…').filter((each) => each.trim().length > 1)) {
    const at = text.indexOf(part.replace(/^"|"$/g, ''), from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}

describe(PAGE, () => {
  const page = readFileSync(PAGE, 'utf8');
  const texts = sources();

  it('quotes only what the program says', () => {
    const messages = quotedMessages(page);
    expect(messages.length).to.be.greaterThan(60);
    expect(messages.filter((message) => !texts.some((text) => isSaid(message, text)))).to.deep.equal([]);
  });

  it('is right about the words of the log that docs/operations.md explains', () => {
    const rows = [...readFileSync('docs/operations.md', 'utf8').matchAll(/^\| ([^|]+) \| (?:info|warn|error)/gm)];
    const words = rows.flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word));
    expect(words.length).to.be.greaterThan(10);
    expect(words.filter((word) => !texts.some((text) => text.includes(`'${word}'`)))).to.deep.equal([]);
  });

  it('has a message in each row of its tables', () => {
    const rows = page.split('\n').filter((line) => /^\| (?!what it says)/.test(line));
    expect(rows.filter((row) => quotedMessages(row).length === 0)).to.deep.equal([]);
  });

  it('would notice a message that the program does not say any more', () => {
    const isKnown = (message: string) => texts.some((text) => isSaid(message, text));
    expect(isKnown('no space left for the repository …: free some disk space')).to.equal(true);
    expect(isKnown('no space left for the repository …: buy a larger disk')).to.equal(false);
    expect(isKnown('free some disk space …: no space left for the repository')).to.equal(false);
  });
});
