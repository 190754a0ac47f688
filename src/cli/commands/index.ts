import type { CommandModule } from '../command.ts';
import { clone } from './clone.ts';
import { comment } from './comment.ts';
import { completion } from './completion.ts';
import { conflicts } from './conflicts.ts';
import { convert } from './convert.ts';
import { create } from './create.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { fleet } from './fleet.ts';
import { list } from './list.ts';
import { log } from './log.ts';
import { onboard } from './onboard.ts';
import { plan } from './plan.ts';
import { search } from './search.ts';
import { selfUpdate } from './self-update.ts';
import { serve } from './serve.ts';
import { show } from './show.ts';
import { status } from './status.ts';
import { sync } from './sync.ts';
import { timesheet } from './timesheet.ts';
import { undo } from './undo.ts';
import { why } from './why.ts';
import { worklogs } from './worklogs.ts';

/** The commands of the program, in the order of its help. */
export const COMMANDS: readonly CommandModule[] = [
  demo,
  clone,
  show,
  list,
  search,
  create,
  log,
  comment,
  timesheet,
  worklogs,
  status,
  sync,
  conflicts,
  why,
  undo,
  onboard,
  plan,
  serve,
  selfUpdate,
  fleet,
  doctor,
  convert,
  completion,
];
