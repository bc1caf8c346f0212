import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Notice } from './notice.js';

/** A whole page as text. Text and attributes are escaped by preact; nothing here passes raw HTML on. */
export function render(view: VNode): string {
  return `<!doctype html>\n${renderToString(view)}`;
}

/** A part of a page, for the client script to put in place. Stands inside a PageScope. */
export function renderFragment(view: VNode): string {
  return renderToString(view);
}

/** What a page handler returns; the PageInterceptor writes it. */
export class HtmlPage {
  constructor(
    readonly view: VNode,
    readonly status: number = 200,
    readonly isFragment: boolean = false,
  ) {}
}

/** POST → redirect → GET: always 303, so that a reload never posts twice. */
export class SeeOther {
  constructor(
    readonly location: string,
    readonly notice: Notice | null = null,
  ) {}
}

/** `return page(<DemandPage ctx={ctx} demand={demand} />)`; a form that comes back with problems has the status 422. */
export function page(view: VNode, status = 200): HtmlPage {
  return new HtmlPage(view, status);
}

/** A fragment that the client script asked for (`data-live`). */
export function fragment(view: VNode): HtmlPage {
  return new HtmlPage(view, 200, true);
}

/** `return seeOther(href(ctx, '/workspace'), { tone: 'ok', title: … })`. */
export function seeOther(location: string, notice: Notice | null = null): SeeOther {
  return new SeeOther(location, notice);
}
