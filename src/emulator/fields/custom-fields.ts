import type { Personality } from '../world/entities.ts';
import type { FieldDefinition, FieldKindName, FieldOption } from './field-definition.ts';

/** A custom field as one configures it. Options are values; a cascading select nests them. */
export interface CustomFieldSpec {
  readonly number: number;
  readonly name: string;
  readonly type: CustomFieldType;
  readonly options?: readonly (string | { readonly value: string; readonly children: readonly string[] })[];
  readonly typeIds?: readonly string[];
  readonly required?: boolean;
}

const plugin = 'com.atlassian.jira.plugin.system.customfieldtypes';
const greenhopper = 'com.pyxis.greenhopper.jira';

const types = {
  textfield: ['string', 'string', undefined, plugin],
  textarea: ['text', 'string', undefined, plugin],
  url: ['string', 'string', undefined, plugin],
  float: ['number', 'number', undefined, plugin],
  datepicker: ['date', 'date', undefined, plugin],
  datetime: ['datetime', 'datetime', undefined, plugin],
  select: ['option', 'option', undefined, plugin],
  radiobuttons: ['option', 'option', undefined, plugin],
  multiselect: ['options', 'array', 'option', plugin],
  multicheckboxes: ['options', 'array', 'option', plugin],
  cascadingselect: ['cascade', 'option-with-child', undefined, plugin],
  userpicker: ['user', 'user', undefined, plugin],
  multiuserpicker: ['users', 'array', 'user', plugin],
  labels: ['labels', 'array', 'string', plugin],
  grouppicker: ['string', 'group', undefined, plugin],
  'gh-sprint': ['sprint', 'array', 'string', greenhopper],
  'gh-epic-link': ['epicLink', 'any', undefined, greenhopper],
  'gh-epic-label': ['string', 'string', undefined, greenhopper],
  'gh-lexo-rank': ['readonly', 'any', undefined, greenhopper],
} as const satisfies Record<string, readonly [FieldKindName, string, string | undefined, string]>;

export type CustomFieldType = keyof typeof types;

const common: readonly CustomFieldSpec[] = [
  { number: 10016, name: 'Story Points', type: 'float' },
  { number: 10019, name: 'Rank', type: 'gh-lexo-rank' },
  { number: 10020, name: 'Sprint', type: 'gh-sprint' },
  { number: 10101, name: 'Customer', type: 'textfield' },
  { number: 10102, name: 'Acceptance Criteria', type: 'textarea' },
  { number: 10103, name: 'Business Value', type: 'float' },
  { number: 10104, name: 'Target Start', type: 'datepicker' },
  { number: 10105, name: 'Deployed At', type: 'datetime' },
  { number: 10106, name: 'Severity', type: 'select', options: ['Critical', 'Major', 'Minor'] },
  { number: 10107, name: 'Platforms', type: 'multiselect', options: ['Linux', 'macOS', 'Windows'] },
  { number: 10108, name: 'Reviewer', type: 'userpicker' },
  { number: 10109, name: 'Stakeholders', type: 'multiuserpicker' },
  { number: 10110, name: 'Tags', type: 'labels' },
  {
    number: 10111,
    name: 'Location',
    type: 'cascadingselect',
    options: [
      { value: 'Europe', children: ['Berlin', 'Paris'] },
      { value: 'America', children: ['Austin', 'Toronto'] },
    ],
  },
];

const serverOnly: readonly CustomFieldSpec[] = [
  { number: 10014, name: 'Epic Link', type: 'gh-epic-link' },
  { number: 10011, name: 'Epic Name', type: 'gh-epic-label', typeIds: ['10000'], required: true },
];

/** A realistic set: story points, sprint, epic fields on Server, and one field of every common kind. */
export function initialCustomFields(personality: Personality): readonly FieldDefinition[] {
  return [...common, ...(personality === 'server' ? serverOnly : [])].map(customField);
}

/** The definition of a custom field; option ids are derived from the field's number. */
export function customField(spec: CustomFieldSpec): FieldDefinition {
  const [kind, type, items, owner] = types[spec.type];
  const editable = kind !== 'readonly';
  return {
    id: `customfield_${spec.number}`,
    name: spec.name,
    kind,
    schema: { type, ...(items === undefined ? {} : { items }), custom: `${owner}:${spec.type}`, customId: spec.number },
    clauseNames: [`cf[${spec.number}]`, spec.name],
    orderable: true,
    navigable: true,
    searchable: true,
    screens: editable ? ['create', 'edit'] : [],
    required: spec.required ?? false,
    options: optionsOf(spec),
    typeIds: spec.typeIds ?? null,
  };
}

function optionsOf(spec: CustomFieldSpec): readonly FieldOption[] {
  let next = spec.number * 100;
  const mint = (value: string, children: readonly string[]): FieldOption => ({
    id: String(next++),
    value,
    children: children.map((child) => mint(child, [])),
  });
  return (spec.options ?? []).map((option) =>
    typeof option === 'string' ? mint(option, []) : mint(option.value, option.children),
  );
}
