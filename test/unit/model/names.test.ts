import { expect } from 'chai';
import { describeRenaming, inPresentNames, type Names, presentNames, renamingsIn } from '../../../src/model/names.ts';

const NAMES: Names = {
  status: { '1': { now: 'Waiting', before: ['To Do', 'Open'] }, '2': { now: 'Done', before: [] } },
  component: {
    '10': { now: 'Backend', before: ['API'] },
    '11': { now: 'Core', before: ['Kernel', 'Old'] },
    '12': { now: 'Kernel', before: ['Old'] },
  },
};
const STATUS = { jira: 'status' };
const COMPONENTS = { jira: 'components' };

describe('what a name means', () => {
  const present = presentNames(NAMES);

  it('a former name is the entry that had it', () => {
    expect(inPresentNames('To Do', STATUS, present)).to.equal('Waiting');
    expect(inPresentNames('Open', STATUS, present)).to.equal('Waiting');
    expect(inPresentNames(['API', 'Web'], COMPONENTS, present)).to.deep.equal(['Backend', 'Web']);
  });

  it('a name that another entry has now is that one', () => {
    expect(inPresentNames(['Kernel'], COMPONENTS, present)).to.deep.equal(['Kernel']);
  });

  it('a name that two entries had stays as it is', () => {
    expect(inPresentNames(['Old'], COMPONENTS, present)).to.deep.equal(['Old']);
  });

  it('is of one list only, and of no field without one', () => {
    expect(inPresentNames('API', STATUS, present)).to.equal('API');
    expect(inPresentNames('To Do', { jira: 'summary' }, present)).to.equal('To Do');
    expect(inPresentNames('To Do', { jira: 'constructor' }, present)).to.equal('To Do');
    expect(inPresentNames('To Do', { jira: null }, present)).to.equal('To Do');
  });

  it('both names of one entry are one member', () => {
    expect(inPresentNames(['API', 'Backend'], COMPONENTS, present)).to.deep.equal(['Backend']);
  });

  it('leaves a value without former names as it is, itself', () => {
    const value = ['Backend', 'Web'];
    expect(inPresentNames(value, COMPONENTS, present)).to.equal(value);
    expect(inPresentNames(null, STATUS, present)).to.equal(null);
  });

  it('is told with both', () => {
    const renamings = renamingsIn(['API', 'Web'], COMPONENTS, present);
    expect(renamings.map(describeRenaming)).to.deep.equal(['component "API" is called "Backend" in Jira now']);
    expect(renamingsIn('Waiting', STATUS, present)).to.deep.equal([]);
  });
});
