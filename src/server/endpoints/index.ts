import type { Endpoint } from '../endpoint.ts';
import { comment } from './comment.ts';
import { conflict } from './conflict.ts';
import { conflicts } from './conflicts.ts';
import { create } from './create.ts';
import { dashboard } from './dashboard.ts';
import { events } from './events.ts';
import { health } from './health.ts';
import { healthLive } from './health-live.ts';
import { healthReady } from './health-ready.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { metrics } from './metrics.ts';
import { openapi } from './openapi.ts';
import { runs } from './runs.ts';
import { status } from './status.ts';
import { sync } from './sync.ts';
import { timesheet } from './timesheet.ts';
import { undo } from './undo.ts';
import { undoPlan } from './undo-plan.ts';
import { update } from './update.ts';
import { updateState } from './update-state.ts';
import { webhookGit } from './webhook-git.ts';
import { webhookJira } from './webhook-jira.ts';
import { webhookRemote } from './webhook-remote.ts';
import { why } from './why.ts';
import { worklog } from './worklog.ts';
import { worklogs } from './worklogs.ts';

/** Every address of the server, in the order of its description. */
export const ENDPOINTS: readonly Endpoint[] = [
  create,
  worklog,
  comment,
  timesheet,
  worklogs,
  status,
  sync,
  conflicts,
  conflict,
  why,
  runs,
  undoPlan,
  undo,
  update,
  updateState,
  events,
  metrics,
  health,
  healthLive,
  healthReady,
  webhookJira,
  webhookGit,
  webhookRemote,
  openapi,
  dashboard,
  login,
  logout,
];
