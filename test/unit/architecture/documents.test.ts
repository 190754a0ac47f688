import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const DOCUMENTS = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'README.md'];
/** Paths in documents may leave out where most of them begin. */
const BEGINNINGS = ['', 'src', 'src/reconciler', 'docs', 'test'];
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
  }
});

function isThere(path: string): boolean {
  if (BEGINNINGS.some((beginning) => existsSync(join(beginning, path)))) return true;
  return readdirSync('src', { recursive: true }).some((file) => String(file).endsWith(`/${path}`));
}
