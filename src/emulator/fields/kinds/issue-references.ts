import { renderIssueStub } from '../../render/issue-stub.ts';
import { type FieldContext, type FieldKind, FieldProblem, isRecord, referenceIn } from '../field-kind.ts';

/** The id of the parent: of a sub-task, and on Cloud of any issue below an epic. */
export const parentKind: FieldKind<string> = {
  operations: ['set'],
  read(wire, context) {
    if (wire === null || (isRecord(wire) && wire.none === true)) return null;
    const reference = referenceIn(wire, ['id', 'key']);
    const parent = reference && context.world.issues.find(reference.value);
    if (!parent) throw new FieldProblem('Could not find issue by id or key.');
    return parent.id;
  },
  render(value, view) {
    const parent = view.world.issues.byId(value);
    return parent ? renderIssueStub(parent, view) : null;
  },
  describe: describeIssue,
};

/** Server's epic link: written and shown as the key of the epic. */
export const epicLinkKind: FieldKind<string> = {
  operations: ['set'],
  read(wire, context) {
    if (wire === null || wire === '') return null;
    const epic = typeof wire === 'string' ? context.world.issues.find(wire) : undefined;
    if (!epic) throw new FieldProblem(`Issue '${String(wire)}' does not exist.`);
    if (context.world.issueTypes.get(epic.typeId)?.hierarchyLevel !== 1) {
      throw new FieldProblem(`Issue '${epic.key}' is not an epic.`);
    }
    return epic.id;
  },
  render: (value, view) => view.world.issues.byId(value)?.key ?? null,
  describe: describeIssue,
};

function describeIssue(id: string, { world }: FieldContext) {
  return { id, text: world.issues.byId(id)?.key ?? null };
}
