/** A ticket of the demo. Texts are wiki markup; tickets name each other by their place in the list, from 1. */
export type SampleTicket = {
  readonly type: 'Epic' | 'Story' | 'Task' | 'Bug' | 'Sub-task';
  readonly title: string;
  readonly description: string;
  readonly reporter: string;
  readonly assignee?: string;
  readonly priority?: string;
  readonly labels?: readonly string[];
  readonly components?: readonly string[];
  readonly fixVersion?: string;
  readonly points?: number;
  readonly sprint?: 'Spring 1' | 'Spring 2';
  /** Days from now. */
  readonly dueInDays?: number;
  /** Such as `4h`, in Jira's notation. */
  readonly estimate?: string;
  readonly epic?: number;
  readonly parent?: number;
  /** The statuses it goes through after its first. */
  readonly path?: readonly ('In Progress' | 'In Review' | 'Done')[];
  readonly comments?: readonly { readonly by: string; readonly text: string }[];
  readonly worklogs?: readonly { readonly by: string; readonly time: string; readonly text: string }[];
  readonly blocks?: readonly number[];
  readonly relates?: readonly number[];
};
