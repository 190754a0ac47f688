import { usageError } from '../cli-error.ts';
import { readDefaults } from './read-defaults.ts';
import { SERVE_VARIABLES, type ServeVariables } from './serve-variables.ts';

/** Whether the service may update itself, and to what. */
export type UpdateSettings = {
  readonly enabled: boolean;
  readonly channel: string;
  /** The one version that is wanted, null for the newest. */
  readonly pin: string | null;
};

const VARIABLES = SERVE_VARIABLES.pick({ TRACT_UPDATE: true, TRACT_UPDATE_CHANNEL: true, TRACT_UPDATE_PIN: true });

/** Reads them alone, for a command that needs nothing else. Throws a CliError that names every problem. */
export function readUpdateSettings(environment: NodeJS.ProcessEnv): UpdateSettings {
  const set = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  const { data, error } = VARIABLES.safeParse({ ...readDefaults(), ...Object.fromEntries(set) });
  if (data !== undefined) return updateSettingsOf(data);
  throw usageError(...error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`));
}

export function updateSettingsOf(
  data: Pick<ServeVariables, 'TRACT_UPDATE' | 'TRACT_UPDATE_CHANNEL' | 'TRACT_UPDATE_PIN'>,
): UpdateSettings {
  const { TRACT_UPDATE, TRACT_UPDATE_CHANNEL: channel, TRACT_UPDATE_PIN: pin = null } = data;
  return { enabled: TRACT_UPDATE === 'on', channel, pin };
}
