import { expect } from 'chai';
import type { Policy } from '../../../src/model/field.ts';
import { judgePresence, type Presence, type PresenceVerdict } from '../../../src/reconciler/judge-presence.ts';

describe('the presence of a comment or time entry', () => {
  const table: readonly (readonly [boolean, Presence['git'], Presence['jira'], PresenceVerdict])[] = [
    [true, 'unchanged', 'unchanged', 'compare'],
    [true, 'changed', 'changed', 'compare'],
    [false, 'changed', 'changed', 'compare'],
    [false, 'changed', 'absent', 'add-to-jira'],
    [false, 'absent', 'changed', 'add-to-git'],
    [true, 'unchanged', 'absent', 'remove-from-git'],
    [true, 'absent', 'unchanged', 'remove-from-jira'],
    [true, 'absent', 'absent', 'forget'],
  ];
  for (const [base, git, jira, verdict] of table) {
    it(`${base ? 'agreed' : 'new'}, git ${git}, Jira ${jira}: ${verdict}, whatever the policy`, () => {
      for (const policy of ['jira', 'git', 'newest', 'hold'] as const) {
        expect(judgePresence({ base, git, jira }, policy)).to.equal(verdict);
      }
    });
  }

  const contested: readonly (readonly [Policy, PresenceVerdict, PresenceVerdict])[] = [
    ['git', 'add-to-jira', 'remove-from-jira'],
    ['jira', 'remove-from-git', 'add-to-git'],
    ['newest', 'hold', 'hold'],
    ['hold', 'hold', 'hold'],
  ];
  for (const [policy, goneFromJira, goneFromGit] of contested) {
    it(`removed on one side and edited on the other, policy ${policy}`, () => {
      expect(judgePresence({ base: true, git: 'changed', jira: 'absent' }, policy)).to.equal(goneFromJira);
      expect(judgePresence({ base: true, git: 'absent', jira: 'changed' }, policy)).to.equal(goneFromGit);
    });
  }
});
