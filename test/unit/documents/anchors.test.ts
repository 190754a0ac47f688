import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { anchorsOf } from './anchors.ts';

const PAGES = ['README.md', ...readdirSync('docs').map((name) => join('docs', name))].filter((path) =>
  path.endsWith('.md'),
);

describe('links to a part of a page', () => {
  for (const path of PAGES) {
    it(`lead to a heading that is there, in ${path}`, () => {
      const links = [...readFileSync(path, 'utf8').matchAll(/\]\(([^)\s#:]*)#([^)\s]+)\)/g)];
      const broken = links.filter(([, target = '', anchor = '']) => {
        const file = target === '' ? path : join(path, '..', target);
        return !existsSync(file) || !anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
      });
      expect(broken.map(([link]) => link)).to.deep.equal([]);
    });
  }
});
