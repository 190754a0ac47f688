import { expect } from 'chai';
import { type JiraField, proposeFields } from '../../../../src/cli/onboard/propose-fields.ts';

const PLUGIN = 'com.atlassian.jira.plugin.system.customfieldtypes';
const AGILE = 'com.pyxis.greenhopper.jira';

function field(number: number, name: string, change: Partial<JiraField> = {}): JiraField {
  return {
    id: `customfield_${number}`,
    name,
    type: 'string',
    items: null,
    custom: `${PLUGIN}:textfield`,
    projectId: null,
    found: '',
    ...change,
  };
}

const points = (number: number, change: Partial<JiraField> = {}) =>
  field(number, 'Story Points', { type: 'number', custom: `${PLUGIN}:float`, ...change });
const named = (fields: readonly JiraField[], flavor: 'cloud' | 'server' = 'server') =>
  proposeFields(fields, flavor).map(({ name, id, kind }) => [name, id, kind]);

describe('proposeFields', () => {
  it('finds sprint, epic and points by what Jira says they are, whatever they are called', () => {
    const fields = [
      field(1, 'Iteration', { type: 'array', items: 'string', custom: `${AGILE}:gh-sprint` }),
      field(2, 'Thema', { type: 'any', custom: `${AGILE}:gh-epic-link` }),
      field(3, 'Aufwand', { type: 'number', custom: `${AGILE}:jsw-story-points` }),
    ];
    expect(named(fields)).to.deep.equal([
      ['epic', 'customfield_2', null],
      ['sprint', 'customfield_1', null],
      ['points', 'customfield_3', null],
    ]);
  });

  it("prefers the project's own points to the site's", () => {
    expect(named([points(1), points(2, { projectId: '10000', name: 'Story point estimate' })])[0]).to.deep.equal([
      'points',
      'customfield_2',
      null,
    ]);
  });

  it('takes a number called Story Points where nothing says more, and proposes the second one by its name', () => {
    expect(named([points(1), points(2)])).to.deep.equal([
      ['points', 'customfield_1', null],
      ['storyPoints', 'customfield_2', 'number'],
    ]);
  });

  it('leaves the old epic link alone on Cloud, where the epic is the parent', () => {
    expect(named([field(2, 'Epic Link', { type: 'any', custom: `${AGILE}:gh-epic-link` })], 'cloud')).to.deep.equal([]);
  });

  it('gives every other field a kind by its schema', () => {
    const fields = [
      field(1, 'A text', { custom: `${PLUGIN}:textarea` }),
      field(2, 'A date', { type: 'date' }),
      field(3, 'A time', { type: 'datetime' }),
      field(4, 'A choice', { type: 'option' }),
      field(5, 'Choices', { type: 'array', items: 'option' }),
      field(6, 'Somebody', { type: 'user' }),
      field(7, 'People', { type: 'array', items: 'user' }),
      field(8, 'Tags', { type: 'array', items: 'string' }),
      field(9, 'Place', { type: 'option-with-child' }),
      field(10, 'Rank', { type: 'any', custom: `${AGILE}:gh-lexo-rank` }),
      field(11, 'Teams', { type: 'array', items: 'group' }),
    ];
    expect(named(fields).map(([name, , kind]) => [name, kind])).to.deep.equal([
      ['aText', 'text'],
      ['aDate', 'date'],
      ['aTime', 'datetime'],
      ['aChoice', 'option'],
      ['choices', 'multi-option'],
      ['somebody', 'user'],
      ['people', 'multi-user'],
      ['tags', 'labels'],
      ['place', 'cascading'],
    ]);
  });

  it('never takes a name that means something else', () => {
    const names = named([
      field(1, 'Title'),
      field(2, 'Team'),
      field(3, 'team!'),
      field(4, '優先順位'),
      field(5, 'Constructor'),
      field(6, '2nd Line'),
    ]).map(([name]) => name);
    expect(names).to.deep.equal([
      'customfield_1',
      'team',
      'customfield_3',
      'customfield_4',
      'customfield_5',
      'customfield_6',
    ]);
  });
});
