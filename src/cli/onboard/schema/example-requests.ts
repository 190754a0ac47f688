/** Bodies that the addresses take. The first stands in the example of a whole request. */
export const EXAMPLE_REQUESTS = [
  {
    path: '/worklog/{issue}',
    body: { author: 'john.doe', time: '1h 30m', started: '2026-02-14T09:00:00Z', comment: 'Fixed bug' },
  },
  {
    path: '/create/{project}',
    body: {
      title: 'Fix login timeout',
      type: 'Bug',
      priority: 'High',
      assignee: 'john.doe',
      labels: ['security'],
      description: 'Users are logged out after **5 minutes**.',
    },
  },
  { path: '/comment/{issue}', body: { author: 'john.doe', body: 'It is the session of the *proxy*.' } },
  { path: '/conflicts/{issue}', body: { field: 'title', take: 'merged', value: 'Log in with SSO' } },
  { path: '/undo/{run}', body: { author: 'john.doe' } },
  { path: '/sync', body: { full: true, allowDeletes: 3 } },
  { path: '/update', body: { check: true } },
] as const;
