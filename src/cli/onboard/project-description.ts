import type { MappedField, UnknownField } from './propose-fields.ts';

/** What Jira says of a project, as far as a ticket repository is set up from it. */
export type ProjectDescription = {
  readonly key: string;
  readonly name: string | null;
  readonly url: string;
  readonly types: readonly string[];
  /** The types that a ticket of its own can have. */
  readonly standardTypes: readonly string[];
  readonly statuses: readonly { readonly name: string; readonly category: StatusCategory }[];
  readonly priorities: readonly string[];
  readonly resolutions: readonly string[];
  readonly components: readonly string[];
  readonly fields: readonly MappedField[];
  readonly unknownFields: readonly UnknownField[];
  readonly hoursPerDay: number;
  readonly daysPerWeek: number;
};

export type StatusCategory = 'new' | 'indeterminate' | 'done' | 'undefined';
