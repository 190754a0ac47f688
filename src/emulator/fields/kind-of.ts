import type { FieldDefinition, FieldKindName } from './field-definition.ts';
import type { FieldKind } from './field-kind.ts';
import { epicLinkKind, parentKind } from './kinds/issue-references.ts';
import { labelsKind } from './kinds/labels.ts';
import { cascadeKind, optionKind, optionsKind } from './kinds/options.ts';
import { componentsKind, priorityKind, resolutionKind, versionsKind } from './kinds/project-parts.ts';
import { dateKind, datetimeKind, numberKind, readonlyKind, stringKind } from './kinds/simple.ts';
import { sprintKind } from './kinds/sprint.ts';
import { textKind } from './kinds/text.ts';
import { timeTrackingKind } from './kinds/time-tracking.ts';
import { userKind, usersKind } from './kinds/users.ts';

const kinds: Readonly<Record<FieldKindName, FieldKind>> = {
  string: stringKind,
  text: textKind,
  number: numberKind,
  date: dateKind,
  datetime: datetimeKind,
  option: optionKind,
  options: optionsKind,
  cascade: cascadeKind,
  user: userKind,
  users: usersKind,
  labels: labelsKind,
  components: componentsKind,
  versions: versionsKind,
  priority: priorityKind,
  resolution: resolutionKind,
  parent: parentKind,
  epicLink: epicLinkKind,
  sprint: sprintKind,
  timetracking: timeTrackingKind,
  readonly: readonlyKind,
};

export function kindOf(field: FieldDefinition): FieldKind {
  return kinds[field.kind];
}
