import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { markdownTable } from '../../../src/cli/onboard/schema/markdown-table.ts';
import { type JiraPermission, PERMISSION_NEEDS } from '../../../src/reconciler/jira/permission-needs.ts';

const PAGE = 'docs/permissions.md';
const TABLE = /\| feature \|[^\n]*\n(?:\|[^\n]*\n)+/;

describe(PAGE, () => {
  it('has the table of permissions that is checked', () => {
    const named = ({ name, key }: JiraPermission) => `${name} \`${key}\``;
    const rows = PERMISSION_NEEDS.map(({ feature, anyOf, without, ofPersons }) => {
      return [feature, anyOf.map(named).join(' or '), without, ofPersons ? 'yes' : ''];
    });
    const head = ['feature', 'needs', 'without it', 'people with tokens of their own too'];
    expect(TABLE.exec(readFileSync(PAGE, 'utf8'))?.[0]).to.equal(`${markdownTable(head, rows)}\n`);
  });
});
