import type { RichText } from '../text/rich-text.ts';

export interface Visibility {
  readonly type: 'group' | 'role';
  readonly value: string;
}

export type Properties = Readonly<Record<string, unknown>>;

export interface Comment {
  readonly id: string;
  readonly authorKey: string;
  readonly updateAuthorKey: string;
  readonly body: RichText;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly visibility: Visibility | null;
  readonly properties: Properties;
}

export interface Worklog {
  readonly id: string;
  readonly issueId: string;
  readonly authorKey: string;
  readonly updateAuthorKey: string;
  readonly comment: RichText | null;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly startedMs: number;
  readonly seconds: number;
  readonly visibility: Visibility | null;
  readonly properties: Properties;
}

/** One line of the changelog. Jira calls the last member `toString`, which no TypeScript object may own. */
export interface ChangeItem {
  readonly field: string;
  readonly fieldtype: 'jira' | 'custom';
  readonly fieldId: string | null;
  readonly from: string | null;
  readonly fromText: string | null;
  readonly to: string | null;
  readonly toText: string | null;
}

export interface History {
  readonly id: string;
  readonly authorKey: string;
  readonly createdMs: number;
  readonly items: readonly ChangeItem[];
}

/** Values of fields by field id, in the stored form of the field's kind; an empty field is absent. */
export type FieldValues = Readonly<Record<string, unknown>>;

export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  readonly typeId: string;
  readonly statusId: string;
  readonly creatorKey: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly resolvedMs: number | null;
  readonly statusChangedMs: number;
  readonly values: FieldValues;
  readonly timeSpentSeconds: number | null;
  readonly comments: readonly Comment[];
  readonly worklogs: readonly Worklog[];
  readonly history: readonly History[];
  readonly properties: Properties;
  readonly attachments: readonly Attachment[];
  readonly archived: boolean;
  /** Keys of the users who may see it; null means everybody who may browse the project. */
  readonly visibleTo: readonly string[] | null;
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly authorKey: string;
  readonly createdMs: number;
  readonly size: number;
  readonly mimeType: string;
}
