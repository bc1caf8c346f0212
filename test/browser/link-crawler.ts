import type { BrowserContext } from 'playwright-core';

/** Pages of one shape that are opened, as `/zh/demands/:id`: the next would only be more of the same. */
const SAMPLES = 3;
/** A code, an id or a token inside of an address. */
const KEY = /(?<=\/)(?:[0-9a-f]{8}-[0-9a-f-]{27}|[DEO]\d*-[\dA-Z-]+|\d{13}-[\w-]+|(?<=\/(?:a|regions|industries|categories)\/)[\w-]+)/g;
const LINK = /<a\b[^>]*\shref="([^"]*)"/g;
const AT_ONCE = 4;

/** `/zh/demands/:id` of an address. */
export function shapeOf(pathname: string): string {
  return pathname.replace(KEY, ':id');
}

export interface DeadLink {
  readonly path: string;
  readonly status: number;
  /** Where the link stands. */
  readonly on: string;
}

/** Follows the links of the portal's pages, as somebody in particular. */
export class LinkCrawler {
  private readonly seen = new Set<string>();
  private readonly samples = new Map<string, number>();
  private readonly dead: DeadLink[] = [];
  private readonly waiting: { path: string; on: string }[] = [];

  constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  static async as(person: BrowserContext, url: string): Promise<LinkCrawler> {
    const cookies = await person.cookies();
    return new LinkCrawler(url, cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
  }

  get count(): number {
    return this.seen.size;
  }

  /** @returns what led nowhere, or to a refusal */
  async follow(starts: readonly string[]): Promise<DeadLink[]> {
    for (const path of starts) this.plan(path, 'the start');
    while (this.waiting.length > 0) await Promise.all(this.waiting.splice(0, AT_ONCE).map((link) => this.open(link)));
    return this.dead;
  }

  private async open({ path, on }: { path: string; on: string }): Promise<void> {
    const answer = await fetch(this.url + path, { headers: { cookie: this.cookie, accept: 'text/html' }, redirect: 'manual' });
    const html = await answer.text();
    if (answer.status >= 400) this.dead.push({ path, status: answer.status, on });
    const next = answer.headers.get('location');
    if (next) this.plan(next, path);
    for (const [, href = ''] of html.matchAll(LINK)) this.plan(href.replaceAll('&amp;', '&'), path);
  }

  private plan(href: string, on: string): void {
    const address = new URL(href, this.url + on.replace(/^[^/].*$/, '/'));
    const path = address.pathname + address.search;
    const isPage = address.origin === this.url && /^\/(zh|en)(\/|$)/.test(address.pathname);
    if (!isPage || this.seen.has(path)) return;
    this.seen.add(path);
    const shape = shapeOf(address.pathname) + (address.search ? '?' : '');
    const count = (this.samples.get(shape) ?? 0) + 1;
    this.samples.set(shape, count);
    if (count <= SAMPLES) this.waiting.push({ path, on });
  }
}
