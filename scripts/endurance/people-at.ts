import type { CrashSite } from '../../test/integration/crash/crash-site.ts';
import { developerHand } from '../../test/support/people/developer-hand.ts';
import { emulatorHand } from '../../test/support/people/emulator-hand.ts';
import { People } from '../../test/support/people/people.ts';
import type { Random } from '../../test/support/random.ts';

/** A developer at the bare repository itself, and a manager in the Jira of this process. */
export function peopleAt(site: CrashSite, random: Random): People {
  const { format, flow, jira } = site;
  const place = { format, me: flow.me, push: site.push.bind(site) };
  return new People({ git: developerHand(place), jira: emulatorHand(jira.as('anna')) }, random);
}
