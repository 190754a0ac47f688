import { EMPTY_STATUS } from '../../../src/reconciler/empty-status.ts';
import { createMetrics } from '../../../src/server/metrics/create-metrics.ts';

/** The labels of each series, by its name. */
export type Series = ReadonlyMap<string, ReadonlySet<string>>;

/** All that the service measures, once something of each kind has happened. */
export async function exposedSeries(): Promise<Series> {
  const metrics = createMetrics({ withProcess: true });
  const report = {
    cycle: 'c1',
    startedAtMs: 0,
    endedAtMs: 1,
    items: [],
    commits: [],
    dequeued: [],
    imported: 0,
    error: 'Jira is away',
  };
  metrics.jiraRequest({ endpoint: 'GET /search', status: 200 });
  metrics.engineEvent({ kind: 'cycle', report, failure: 'transient' });
  metrics.engineEvent({ kind: 'maintenance', report: { kind: 'skipped', reason: 'no space' }, tookMs: 1 });
  const health = { state: 'ok', reason: null, jiraConnected: true, flavor: 'server', lastSuccessMs: 0 } as const;
  return readSeries(await metrics.render({ ...EMPTY_STATUS, project: 'APP', health }, 0));
}

/** Reads what Prometheus reads. A series that has no sample yet is known by its `# TYPE`. */
export function readSeries(exposition: string): Series {
  const series = new Map<string, Set<string>>();
  for (const line of exposition.split('\n')) {
    const [, typed, kind] = /^# TYPE (\w+) (\w+)$/.exec(line) ?? [];
    const suffixes = kind === 'histogram' ? ['_bucket', '_count', '_sum'] : [''];
    if (typed !== undefined) for (const suffix of suffixes) series.set(`${typed}${suffix}`, new Set());
    const [, name = '', labels = ''] = /^([a-z]\w*)(?:\{([^}]*)\})? /.exec(line) ?? [];
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) series.get(name)?.add(label);
  }
  return series;
}
