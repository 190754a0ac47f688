import { usageError } from '../cli-error.ts';
import type { TicketClone } from '../clone-reader/open-ticket-clone.ts';
import { readDay } from '../time/read-day.ts';
import { type Condition, parseWhere } from './ticket-condition.ts';

/** The options of `tract list` as Commander gives them. */
export type ListOptions = {
  readonly status?: readonly string[];
  readonly type?: readonly string[];
  readonly priority?: readonly string[];
  readonly assignee?: readonly string[];
  readonly reporter?: readonly string[];
  readonly label?: readonly string[];
  readonly component?: readonly string[];
  readonly sprint?: readonly string[];
  readonly epic?: readonly string[];
  readonly parent?: readonly string[];
  readonly where?: readonly string[];
  readonly open?: boolean;
  readonly updatedSince?: string;
  readonly createdSince?: string;
  readonly dueBefore?: string;
  readonly sort?: string;
  readonly columns?: string;
  readonly limit?: number;
};

/** The options that ask for a value of one field, by the name of the field. */
const BY_FIELD = {
  status: 'status',
  type: 'type',
  priority: 'priority',
  assignee: 'assignee',
  reporter: 'reporter',
  label: 'labels',
  component: 'components',
  sprint: 'sprint',
  epic: 'epic',
  parent: 'parent',
} as const;

/** All that the options ask of a ticket. `me` is found out by `author`, when it is asked for at all. */
export async function conditionsOf(
  clone: TicketClone,
  options: ListOptions,
  author: () => Promise<string>,
  nowMs: number,
): Promise<readonly Condition[]> {
  const named = Object.entries(BY_FIELD).flatMap(([option, field]) => {
    const texts = options[option as keyof typeof BY_FIELD] ?? [];
    return texts.map((text): Condition => ({ field, operator: '=', text }));
  });
  const since = async (field: string, operator: '>=' | '<=', text: string | undefined, option: string) =>
    text === undefined ? [] : [{ field, operator, text: await readDay(text, option, nowMs) }];
  const conditions = [
    ...named,
    ...(options.where ?? []).map(parseWhere),
    ...(await since('updated', '>=', options.updatedSince, '--updated-since')),
    ...(await since('created', '>=', options.createdSince, '--created-since')),
    ...(await since('due', '<=', options.dueBefore, '--due-before')),
    ...(options.open === true ? finished(clone) : []),
  ];
  return Promise.all(conditions.map((condition) => withAuthor(condition, author)));
}

const PEOPLE_FIELDS = new Set(['assignee', 'reporter']);

async function withAuthor(condition: Condition, author: () => Promise<string>): Promise<Condition> {
  const isMe = /^me$/i.test(condition.text) && PEOPLE_FIELDS.has(condition.field.toLowerCase());
  return isMe ? { ...condition, text: await author() } : condition;
}

function finished({ config }: TicketClone): readonly Condition[] {
  const done = config.statuses.filter(({ category }) => category === 'done');
  if (done.length === 0)
    throw usageError('--open: .tract/config.yaml has no status of the category done; use --status');
  return done.map(({ name }) => ({ field: 'status', operator: '!=', text: name }));
}
