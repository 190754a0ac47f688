import type { CommandModule } from '../command.ts';
import { demo } from './demo.ts';
import { onboard } from './onboard.ts';
import { plan } from './plan.ts';
import { serve } from './serve.ts';
import { status } from './status.ts';
import { sync } from './sync.ts';

/** The commands of the program, in the order of its help. */
export const COMMANDS: readonly CommandModule[] = [demo, status, sync, onboard, plan, serve];
