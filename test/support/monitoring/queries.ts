import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Series } from './exposed-series.ts';

/** Something that asks Prometheus: what it is called, and the expression. */
export type Query = { readonly name: string; readonly expression: string };

export type Rule = {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
};

type Panel = { readonly title: string; readonly targets: readonly { readonly expr: string }[] };

export function readRules(): readonly Rule[] {
  const { groups } = parse(readFileSync('config/monitoring/alerts.yaml', 'utf8'));
  return groups.flatMap(({ rules }: { readonly rules: readonly Rule[] }) => rules);
}

export function readPanelQueries(): readonly Query[] {
  const { panels } = JSON.parse(readFileSync('config/monitoring/dashboard.json', 'utf8'));
  return panels.flatMap(({ title, targets }: Panel) => targets.map(({ expr }) => ({ name: title, expression: expr })));
}

/** What Prometheus adds to whatever it reads, and what the example of its configuration adds. */
const SCRAPED = ['job', 'instance', 'project'];
/** Prometheus' own. */
const OWN = 'up';
const METRIC = /\b(?:up|(?:tract|process|nodejs)_\w+)\b/g;
const SELECTOR = /\b(up|(?:tract|process|nodejs)_\w+)\{([^}]*)\}/g;

/** The metrics of the program that a query names. */
export function metricsOf({ expression }: Query): readonly string[] {
  return [...expression.matchAll(METRIC)].map(([name]) => name).filter((name) => name !== OWN);
}

/** What a query names and nothing has: metrics, and labels of metrics. */
export function unknownNames(query: Query, series: Series): readonly string[] {
  const { expression } = query;
  const labels = [...expression.matchAll(SELECTOR)].flatMap(([, name = '', inside = '']) =>
    [...inside.matchAll(/(\w+)\s*[=!]~?/g)].flatMap(([, label = '']) =>
      SCRAPED.includes(label) || series.get(name)?.has(label) ? [] : [`${name}{${label}}`],
    ),
  );
  return [...metricsOf(query).filter((name) => !series.has(name)), ...labels];
}
