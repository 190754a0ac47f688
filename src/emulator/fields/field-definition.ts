export type FieldKindName =
  | 'string'
  | 'text'
  | 'number'
  | 'date'
  | 'datetime'
  | 'option'
  | 'options'
  | 'cascade'
  | 'user'
  | 'users'
  | 'labels'
  | 'components'
  | 'versions'
  | 'priority'
  | 'resolution'
  | 'parent'
  | 'epicLink'
  | 'sprint'
  | 'timetracking'
  | 'readonly';

export interface FieldSchema {
  readonly type: string;
  readonly items?: string;
  readonly system?: string;
  readonly custom?: string;
  readonly customId?: number;
}

export interface FieldOption {
  readonly id: string;
  readonly value: string;
  readonly children: readonly FieldOption[];
}

export interface FieldDefinition {
  readonly id: string;
  readonly name: string;
  readonly kind: FieldKindName;
  readonly schema: FieldSchema | null;
  readonly clauseNames: readonly string[];
  readonly orderable: boolean;
  readonly navigable: boolean;
  readonly searchable: boolean;
  /** On which screens it is. A field on no screen can only be read. */
  readonly screens: readonly ('create' | 'edit')[];
  readonly required: boolean;
  readonly options: readonly FieldOption[];
  /** Only issues of these types have it; null means all. */
  readonly typeIds: readonly string[] | null;
}

export function isCustom(field: FieldDefinition): boolean {
  return field.schema?.custom !== undefined;
}
