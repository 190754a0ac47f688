import type { Route } from '../http/route.ts';
import { accessTokenRoutes } from './access-tokens.ts';
import { agileRoutes } from './agile.ts';
import { archiveRoutes } from './archive.ts';
import { catalogueRoutes } from './catalogues.ts';
import { changelogRoutes } from './changelogs.ts';
import { cloudSearchRoutes } from './cloud-search.ts';
import { commentRoutes } from './comments.ts';
import { fieldMetadataRoutes } from './field-metadata.ts';
import { issueRoutes } from './issues.ts';
import { linkRoutes } from './links.ts';
import { permissionRoutes } from './permissions.ts';
import { projectRoutes } from './projects.ts';
import { propertyRoutes } from './properties.ts';
import { serverSearchRoutes } from './server-search.ts';
import { siteRoutes } from './site.ts';
import { transitionRoutes } from './transitions.ts';
import { userRoutes } from './users.ts';
import { webhookRoutes } from './webhooks.ts';
import { worklogFeedRoutes } from './worklog-feeds.ts';
import { worklogRoutes } from './worklogs.ts';

export type Routes = readonly Route[];

/** Every path of the site; fixed segments before parameters. */
export const routes: Routes = [
  ...siteRoutes,
  ...permissionRoutes,
  ...accessTokenRoutes,
  ...catalogueRoutes,
  ...projectRoutes,
  ...userRoutes,
  ...cloudSearchRoutes,
  ...serverSearchRoutes,
  ...worklogFeedRoutes,
  ...fieldMetadataRoutes,
  ...archiveRoutes,
  ...changelogRoutes,
  ...propertyRoutes,
  ...issueRoutes,
  ...transitionRoutes,
  ...commentRoutes,
  ...worklogRoutes,
  ...linkRoutes,
  ...agileRoutes,
  ...webhookRoutes,
];
