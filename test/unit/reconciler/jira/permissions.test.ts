import { expect } from 'chai';
import { PERMISSION_NEEDS } from '../../../../src/reconciler/jira/permission-needs.ts';
import { permissionName, unmetNeeds } from '../../../../src/reconciler/jira/permissions.ts';

const denied = (...keys: readonly string[]) => ({
  permissions: Object.fromEntries(keys.map((key) => [key, { havePermission: false }])),
});
const features = (answer: unknown, ...uses: ('always' | 'deletes' | 'webhook')[]) =>
  unmetNeeds(answer, uses).map(({ feature }) => feature);

describe('the permissions that Jira denies', () => {
  it('name the feature that is wanted and nothing else', () => {
    expect(features(denied('LINK_ISSUES', 'DELETE_ISSUES', 'ADMINISTER'), 'always')).to.deep.equal(['links']);
    expect(features(denied('DELETE_ISSUES', 'ADMINISTER'), 'always', 'deletes')).to.deep.equal([
      'deletedInGit: delete-in-jira',
    ]);
    expect(features(denied('ADMINISTER'), 'always', 'webhook')).to.deep.equal(['registering the webhook']);
  });

  it('matter only where no other that is enough is given', () => {
    expect(features(denied('EDIT_OWN_COMMENTS'), 'always')).to.deep.equal([]);
    expect(features(denied('EDIT_OWN_COMMENTS', 'EDIT_ALL_COMMENTS'), 'always')).to.deep.equal([
      'edited comments',
      'edited comments of others',
    ]);
  });

  it('are those that Jira says it denies: silence and strange answers are none', () => {
    for (const answer of [null, '', [], {}, { permissions: null }, { permissions: { LINK_ISSUES: null } }])
      expect(features(answer, 'always', 'deletes', 'webhook')).to.deep.equal([]);
  });

  it('have the names that this Jira has for them', () => {
    const answer = { permissions: { LINK_ISSUES: { havePermission: false, name: 'Vorgänge verknüpfen' } } };
    expect(unmetNeeds(answer, ['always']).map(permissionName)).to.deep.equal(['Vorgänge verknüpfen (LINK_ISSUES)']);
  });

  it('stop everything only where it is about seeing issues', () => {
    const vital = PERMISSION_NEEDS.filter(({ isVital }) => isVital).map(permissionName);
    expect(vital).to.deep.equal(['Browse Projects (BROWSE_PROJECTS)']);
  });
});
