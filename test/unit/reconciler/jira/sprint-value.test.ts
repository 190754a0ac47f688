import { expect } from 'chai';
import { decodeSprint } from '../../../../src/reconciler/jira/sprint-value.ts';

const printed = (name: string, state: string) =>
  `com.atlassian.greenhopper.service.sprint.Sprint@1f[id=1,rapidViewId=2,state=${state},name=${name},startDate=<null>,sequence=1]`;

describe('the sprint of an issue', () => {
  it('is the open one, else the last that was closed', () => {
    const [old, late] = [
      { id: 1, name: 'Old', state: 'closed' },
      { id: 2, name: 'Late', state: 'closed' },
    ];
    const open = { id: 3, name: 'Open', state: 'active' };
    expect(decodeSprint([old, open, late])).to.equal('Open');
    expect(decodeSprint([old, late])).to.equal('Late');
    expect(decodeSprint([])).to.equal(null);
    expect(decodeSprint(null)).to.equal(null);
  });

  it('is read from the text in which old boards print it', () => {
    expect(decodeSprint([printed('Old', 'CLOSED'), printed('Sprint 1', 'ACTIVE')])).to.equal('Sprint 1');
  });

  it('may have a comma or a bracket in its name', () => {
    expect(decodeSprint([printed('Fix it, then [ship]', 'FUTURE')])).to.equal('Fix it, then [ship]');
  });
});
