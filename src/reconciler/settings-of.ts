import { inPresentNames } from '../model/names.ts';
import type { TicketFormat } from '../model/ticket.ts';
import { timeOfMs } from '../model/timestamp.ts';
import type { JiraSite } from './jira-side.ts';
import type { PlanSettings } from './observation.ts';
import type { Parts } from './parts.ts';

/** The project's rules at this moment, as plans need them. */
export function settingsOf(
  { project, clock, snapshot }: Parts,
  options: { readonly site: JiraSite; readonly retryHeld: boolean },
): PlanSettings {
  const config = project.config();
  const names = project.names.present();
  const { closeStatus } = config.workflow;
  const repairing = snapshot.meta.repair !== null;
  return {
    project: project.key(),
    formerKeys: snapshot.meta.formerKeys,
    format: repairing ? holdingAll(project.format()) : project.format(),
    text: options.site.text,
    people: project.textPeople(),
    deletedInGit: config.deletedInGit,
    closeStatus: closeStatus === null ? null : String(inPresentNames(closeStatus, STATUS, names)),
    refreshUpdated: config.refreshUpdated,
    // What was told already is not known either while the memory is not complete.
    commentAs: config.conflicts.comment && !repairing ? options.site.account : null,
    retryHeld: options.retryHeld,
    repairing,
    recording: false,
    names,
    newTicket: project.newTicketDefaults(),
    unborn: new Map(),
    now: timeOfMs(clock()) ?? '',
  };
}

const STATUS = { jira: 'status' };

/** Where it is not known what both sides last agreed on, two values that differ are for a person. */
function holdingAll(format: TicketFormat): TicketFormat {
  return { ...format, fields: format.fields.map((field) => ({ ...field, policy: 'hold' })) };
}
