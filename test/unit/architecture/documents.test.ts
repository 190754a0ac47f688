import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { programCommands } from '../../../src/cli/onboard/schema/program-commands.ts';

const PAGES = readdirSync('docs', { recursive: true })
  .map((name) => `docs/${name}`)
  .filter((path) => path.endsWith('.md'));
const DOCUMENTS = ['ARCHITECTURE.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'README.md', ...PAGES];
/** Paths in documents may leave out where most of them begin. */
const BEGINNINGS = ['', 'src', 'src/reconciler', 'docs', 'test'];
const LINK = /\]\(([^)\s]+)\)/g;
const PATH = /`((?:[a-z.-]+\/)+[a-z.-]*|[a-z-]+\.ts)`/g;
/** What a ticket repository or its git holds, rather than this project. */
const ELSEWHERE = /^(?:issues|worklogs|index|intents|refs|\.tract|node_modules|dist)\//;

describe('the documents', () => {
  for (const document of DOCUMENTS) {
    it(`${document} names only files and folders that are there`, () => {
      const named = [...readFileSync(document, 'utf8').matchAll(PATH)].map(([, path]) => path ?? '');
      const missing = named.filter((path) => !ELSEWHERE.test(path) && !isThere(path));
      expect(missing).to.deep.equal([]);
    });

    it(`${document} links only to what is there`, () => {
      const text = readFileSync(document, 'utf8').replace(/^(`{3,})[^`\n]*\n[\s\S]*?^\1$/gm, '');
      const links = [...text.replace(/`[^`\n]*`/g, '').matchAll(LINK)].map(([, target]) => target ?? '');
      const broken = links.filter((target) => !/^https?:/.test(target) && !existsSync(fileOf(document, target)));
      expect(broken).to.deep.equal([]);
    });
  }

  it('README.md leads to every page for people', () => {
    const readme = readFileSync('README.md', 'utf8');
    const pages = PAGES.filter((path) => dirname(path) === 'docs');
    expect(pages).to.not.deep.equal([]);
    expect(pages.filter((path) => !readme.includes(`](${path})`))).to.deep.equal([]);
  });

  it('docs/command-line.md names every command as it is typed, with what it is for', () => {
    const page = readFileSync('docs/command-line.md', 'utf8');
    for (const { name, usage, description } of programCommands()) {
      expect(page).to.include(`| \`${`${name} ${usage}`.trim()}\` | ${description} |`);
    }
  });
});

function fileOf(document: string, link: string): string {
  return join(dirname(document), link.replace(/#.*$/, ''));
}

function isThere(path: string): boolean {
  if (BEGINNINGS.some((beginning) => existsSync(join(beginning, path)))) return true;
  return readdirSync('src', { recursive: true }).some((file) => String(file).endsWith(`/${path}`));
}
