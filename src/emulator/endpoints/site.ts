import { type Call, ok, type Reply, signedIn, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { renderTime } from '../render/time.ts';
import { renderUser } from '../render/user.ts';
import { isCloud } from '../world/world.ts';

export const siteRoutes: readonly Route[] = [
  apiRoute('GET', 'serverInfo', serverInfo),
  apiRoute('GET', 'myself', myself),
  apiRoute('GET', 'configuration', configuration),
];

/** Open to everybody. */
function serverInfo(call: Call): Reply {
  const { world, base } = call;
  const serverTime = renderTime(world.now(), viewOf(call));
  if (isCloud(world)) {
    return ok({
      baseUrl: base,
      displayUrl: base,
      displayUrlServicedeskHelpCenter: base,
      displayUrlConfluence: base,
      version: '1001.0.0-SNAPSHOT',
      versionNumbers: [1001, 0, 0],
      deploymentType: 'Cloud',
      buildNumber: 100275,
      buildDate: '2025-12-01T00:00:00.000+0000',
      serverTime,
      scmInfo: '57a0ca5b',
      serverTitle: 'Jira',
      defaultLocale: { locale: 'en_US' },
      serverTimeZone: world.settings.siteZone,
    });
  }
  return ok({
    baseUrl: base,
    version: '10.3.24',
    versionNumbers: [10, 3, 24],
    deploymentType: 'Server',
    buildNumber: 10030024,
    buildDate: '2025-11-01T00:00:00.000+0000',
    databaseBuildNumber: 10030024,
    serverTime,
    scmInfo: 'c8aee4b3',
    serverTitle: 'Jira',
  });
}

/** The caller; its time zone is the one in which JQL dates are read. */
function myself(call: Call): Reply {
  const user = signedIn(call);
  const extras = {
    locale: 'en_US',
    groups: { size: user.groups.length, items: [] },
    applicationRoles: { size: 1, items: [] },
    expand: 'groups,applicationRoles',
  };
  return ok({ ...renderUser(user, viewOf(call)), ...(isCloud(call.world) ? {} : { deleted: false }), ...extras });
}

function configuration(call: Call): Reply {
  signedIn(call);
  const { settings } = call.world;
  return ok({
    votingEnabled: true,
    watchingEnabled: true,
    unassignedIssuesAllowed: settings.allowUnassigned,
    subTasksEnabled: true,
    issueLinkingEnabled: true,
    timeTrackingEnabled: settings.timeTracking,
    attachmentsEnabled: true,
    ...(settings.timeTracking
      ? {
          timeTrackingConfiguration: {
            workingHoursPerDay: settings.hoursPerDay,
            workingDaysPerWeek: settings.daysPerWeek,
            timeFormat: 'pretty',
            defaultUnit: 'minute',
          },
        }
      : {}),
  });
}
