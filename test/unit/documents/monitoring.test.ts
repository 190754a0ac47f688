import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { exposedSeries, type Series } from '../../support/monitoring/exposed-series.ts';
import { readPanelQueries, readRules, unknownNames } from '../../support/monitoring/queries.ts';
import { anchorsOf } from './anchors.ts';

describe('what watches the service', () => {
  let series: Series;
  before(async () => {
    series = await exposedSeries();
  });

  const queries = [...readRules().map(({ alert, expr }) => ({ name: alert, expression: expr })), ...readPanelQueries()];

  it('asks for metrics and labels that the program has', () => {
    expect(queries.length).to.be.greaterThan(25);
    const wrong = queries
      .map((query) => [query.name, ...unknownNames(query, series)])
      .filter(({ length }) => length > 1);
    expect(wrong).to.deep.equal([]);
  });

  it('would notice a metric or a label that is called otherwise', () => {
    const unknown = (expression: string) => unknownNames({ name: 'x', expression }, series);
    expect(unknown('rate(tract_queue_size[5m]) > 0')).to.deep.equal(['tract_queue_size']);
    expect(unknown('tract_jira_requests_total{code="429", job="tract"}')).to.deep.equal([
      'tract_jira_requests_total{code}',
    ]);
    expect(unknown('rate(tract_push_to_jira_seconds_bucket{le="5"}[5m])')).to.deep.equal([]);
  });

  it('leads from each alert to a section of the page that says what to do', () => {
    for (const { alert, annotations, labels } of readRules()) {
      const [page = '', anchor = ''] = annotations.runbook.split('#');
      expect(page, alert).to.equal('docs/troubleshooting.md');
      expect(anchorsOf(readFileSync(page, 'utf8')), alert).to.include(anchor);
      expect(annotations.summary, alert).to.include('{{ $labels.project }}');
      expect(['info', 'warning', 'critical'], alert).to.include(labels.severity);
    }
  });

  it('is described, metric by metric with its labels, in docs/operations.md', () => {
    const page = readFileSync('docs/operations.md', 'utf8');
    const described = [...page.matchAll(/`(tract_\w+)(?:\{([\w,]*)\})?`/g)].map(([, name = '', labels = '']) => ({
      name,
      labels: labels.split(',').filter((label) => label !== ''),
    }));
    const known = [...series.keys()].map((name) => name.replace(/_(?:bucket|count|sum)$/, ''));
    const ours = [...new Set(known.filter((name) => name.startsWith('tract_')))];
    expect([...new Set(described.map(({ name }) => name))].sort()).to.deep.equal(ours.sort());
    for (const { name, labels } of described.filter((each) => each.labels.length > 0))
      expect([...(series.get(name) ?? [])].sort(), name).to.deep.equal([...labels].sort());
  });
});
