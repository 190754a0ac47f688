import { developerGit } from '../../git/developer-git.ts';
import { missingUnionAttributes } from '../../git/union-attributes.ts';
import type { Check } from '../check.ts';
import { fine, warning } from '../finding.ts';

/** Two people who log time in one month append to one file: that must be no conflict. */
export const mergeAttributes: Check = {
  name: 'merge',
  async find({ clone, io }) {
    if (clone === null) return [];
    const missing = await missingUnionAttributes((...args) => developerGit(args, { cwd: clone, env: io.env }));
    if (missing.length === 0) return [fine('what two people log and create merges by itself')];
    const lines = missing.map((line) => `'${line}'`).join(' ');
    const fix = `printf '%s\\n' ${lines} >> .gitattributes, commit and push`;
    return [
      warning(`what two people append to one file will conflict: .gitattributes lacks ${missing.join(', ')}`, fix),
    ];
  },
};
