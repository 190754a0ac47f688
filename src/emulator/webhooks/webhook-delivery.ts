import { isCloud, uuidOf, type World } from '../world/world.ts';
import type { WorldEvent } from '../world/world-event.ts';
import { bodiesOf, type WebhookBody } from './event-bodies.ts';
import { type Letter, Mailbag } from './mailbag.ts';
import { signBody } from './sign-body.ts';
import { issueOf, passesFilter } from './webhook-filter.ts';
import type { Webhook, WebhookRegistry } from './webhook-registry.ts';

/** Something that befalls the next deliveries of an event name. */
export interface Disturbance {
  readonly kind: 'lose' | 'duplicate';
  readonly event?: RegExp;
  /** Once unless told otherwise. */
  readonly times?: number;
}

/** Turns what happens to the site into letters for its webhooks. */
export class WebhookDelivery {
  readonly mailbag: Mailbag;
  readonly #world: World;
  readonly #registry: WebhookRegistry;
  readonly #base: string;
  #disturbances: { readonly what: Disturbance; left: number }[] = [];
  #sequence = 0;

  constructor(world: World, registry: WebhookRegistry, base: string) {
    this.#world = world;
    this.#registry = registry;
    this.#base = base;
    this.mailbag = new Mailbag(world);
    world.listeners.add((event) => this.#take(event));
  }

  disturb(disturbance: Disturbance): void {
    this.#disturbances.push({ what: disturbance, left: disturbance.times ?? 1 });
  }

  #take(event: WorldEvent): void {
    for (const webhook of this.#registry.all) {
      if (!webhook.enabled || !passesFilter(this.#world, webhook, event)) continue;
      const view = { world: this.#world, viewer: webhook.lastUpdatedBy, api: '2' as const, base: this.#base };
      for (const body of bodiesOf(event, view)) {
        if (webhook.events.includes(body.webhookEvent)) this.#post(webhook, event, body);
      }
    }
  }

  #post(webhook: Webhook, event: WorldEvent, body: WebhookBody): void {
    const letter = this.#write(webhook, event, body);
    const disturbance = this.#disturbanceFor(body.webhookEvent);
    if (disturbance === 'lose') return;
    this.mailbag.post(letter);
    if (disturbance === 'duplicate') this.mailbag.post(letter);
  }

  #disturbanceFor(webhookEvent: string): Disturbance['kind'] | null {
    const found = this.#disturbances.find(({ what }) => what.event === undefined || what.event.test(webhookEvent));
    if (!found) return null;
    found.left--;
    if (found.left <= 0) this.#disturbances = this.#disturbances.filter((each) => each !== found);
    return found.what.kind;
  }

  #write(webhook: Webhook, event: WorldEvent, { webhookEvent, members }: WebhookBody): Letter {
    const document = { timestamp: this.#world.now(), webhookEvent, ...members };
    const body = webhook.excludeBody ? '' : JSON.stringify(document);
    const { settings } = this.#world;
    const signed = webhook.secret !== null && settings.webhookSecretSupported;
    const identifier = uuidOf(`delivery ${this.#sequence++}`);
    return {
      webhookEvent,
      url: this.#addressOf(webhook, event),
      body,
      headers: {
        'Content-Type': 'application/json; charset=UTF-8',
        'User-Agent': isCloud(this.#world)
          ? 'Atlassian Webhook HTTP Client'
          : 'Atlassian HttpClient 2.1.5 / JIRA-10.3.24',
        ...(signed && webhook.secret !== null ? { 'X-Hub-Signature': signBody(body, webhook.secret) } : {}),
        ...(isCloud(this.#world)
          ? { 'X-Atlassian-Webhook-Identifier': identifier, 'X-Atlassian-Webhook-Flow': 'Primary' }
          : { 'X-Atlassian-Webhook-Identifier': identifier }),
      },
    };
  }

  /** Variables of the address are filled in; Server appends who acted. */
  #addressOf(webhook: Webhook, event: WorldEvent): string {
    const issue = issueOf(event);
    const project = issue && this.#world.projects.get(issue.projectId);
    const values = {
      'issue.id': issue?.id,
      'issue.key': issue?.key,
      'project.id': project?.id,
      'project.key': project?.key,
    };
    const filled = webhook.url.replaceAll(/\$\{([a-z.]+)\}/g, (_all, name: string) =>
      encodeURIComponent(values[name as keyof typeof values] ?? ''),
    );
    if (isCloud(this.#world)) return filled;
    const url = new URL(filled);
    url.searchParams.set('user_id', event.actor.name);
    url.searchParams.set('user_key', event.actor.key);
    return url.href;
  }
}
