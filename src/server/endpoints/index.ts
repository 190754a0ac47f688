import type { Endpoint } from '../endpoint.ts';
import { health } from './health.ts';
import { healthLive } from './health-live.ts';
import { healthReady } from './health-ready.ts';
import { status } from './status.ts';
import { sync } from './sync.ts';
import { webhookGit } from './webhook-git.ts';
import { webhookJira } from './webhook-jira.ts';

export const ENDPOINTS: readonly Endpoint[] = [health, healthLive, healthReady, status, sync, webhookJira, webhookGit];
