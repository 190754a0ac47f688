import { getMyself } from './client-site.ts';
import { record, text } from './raw.ts';
import type { Session } from './session.ts';

/** Takes over the zone of our profile, which somebody may have changed: read in another, a moment is one of hours before or after. */
export async function readProfileZone({ client, options, profile }: Session): Promise<void> {
  const askedMs = options.timing.clock();
  const zone = knownZone(text(record((await getMyself(client)).body)?.timeZone) ?? '') ?? profile.zone;
  if (zone !== profile.zone) options.log.info('our time zone in Jira is another', { from: profile.zone, to: zone });
  profile.zone = zone;
  profile.askedMs = askedMs;
}

/** Its canonical name; null for what is no zone. */
export function knownZone(zone: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
