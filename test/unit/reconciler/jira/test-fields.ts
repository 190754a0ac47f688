import type { Field, FieldKind } from '../../../../src/model/field.ts';
import { BUILT_IN_FIELDS } from '../../../../src/model/field-table.ts';

/** The table of fields as it is for a site of the emulator. */
export function testFields(flavor: 'cloud' | 'server'): readonly Field[] {
  const ids: Readonly<Record<string, string>> = {
    epic: flavor === 'cloud' ? 'parent' : 'customfield_10014',
    sprint: 'customfield_10020',
    points: 'customfield_10016',
  };
  const builtIn = BUILT_IN_FIELDS.map((field) => ({ ...field, jira: ids[field.name] ?? field.jira }));
  return [
    ...builtIn,
    custom('customer', 'string', 'customfield_10101'),
    custom('acceptance', 'text', 'customfield_10102'),
    custom('targetStart', 'date', 'customfield_10104'),
    custom('deployedAt', 'datetime', 'customfield_10105'),
    custom('severity', 'option', 'customfield_10106'),
    custom('platforms', 'multi-option', 'customfield_10107'),
    custom('reviewer', 'user', 'customfield_10108'),
    custom('stakeholders', 'multi-user', 'customfield_10109'),
    custom('tags', 'labels', 'customfield_10110'),
    custom('location', 'cascading', 'customfield_10111'),
  ];
}

function custom(name: string, kind: FieldKind, jira: string): Field {
  return { name, kind, jira, via: 'edit', place: 'front-matter', policy: 'jira', passive: false, custom: true };
}
