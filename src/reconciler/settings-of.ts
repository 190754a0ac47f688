import { timeOfMs } from '../model/timestamp.ts';
import type { JiraSite } from './jira-side.ts';
import type { PlanSettings } from './observation.ts';
import type { Parts } from './parts.ts';

/** The project's rules at this moment, as plans need them. */
export function settingsOf(
  { project, clock }: Parts,
  options: { readonly site: JiraSite; readonly retryHeld: boolean },
): PlanSettings {
  const config = project.config();
  return {
    project: project.key(),
    format: project.format(),
    text: options.site.text,
    people: project.textPeople(),
    deletedInGit: config.deletedInGit,
    closeStatus: config.workflow.closeStatus,
    refreshUpdated: config.refreshUpdated,
    retryHeld: options.retryHeld,
    newTicket: project.newTicketDefaults(),
    unborn: new Map(),
    now: timeOfMs(clock()) ?? '',
  };
}
