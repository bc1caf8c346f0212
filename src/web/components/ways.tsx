import type { ComponentChildren, VNode } from 'preact';
import type { Page } from '../../shared/paging.js';
import { pageCount } from '../../shared/paging.js';
import { href, withQuery } from '../address.js';
import { formatNumber } from '../format.js';
import { usePage, useSay } from '../page-context.js';
import { texts } from '../texts.js';

interface Way {
  readonly label: ComponentChildren;
  readonly href: string;
}

/** The way up: everything above this page. */
export function Crumbs({ ways, label }: { ways: readonly Way[]; /** Where two stand on one page. */ label?: string }): VNode {
  const say = useSay();
  return (
    <nav class="crumbs noprint" aria-label={label ?? say(texts.where)}>
      <ol>
        {ways.map((way) => (
          <li>
            <a href={way.href}>{way.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export interface Tab extends Way {
  readonly count?: number;
  readonly current?: boolean;
}

/** Pages of one place beside each other. On a phone they scroll sideways inside their own row. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }): VNode {
  return (
    <nav class="tabs noprint" aria-label={label}>
      {tabs.map((tab) => (
        <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count !== undefined && ` ${formatNumber(tab.count)}`}
        </a>
      ))}
    </nav>
  );
}

/** The steps of a way, `now` counted from 0: done, now, to come. */
export function Steps({ steps, now }: { steps: readonly string[]; now: number }): VNode {
  return (
    <ol class="steps" aria-label={useSay()(texts.progress)}>
      {steps.map((step, i) => (
        <li class={i < now ? 'done' : i === now ? 'now' : undefined} aria-current={i === now ? 'step' : undefined}>
          {step}
        </li>
      ))}
    </ol>
  );
}

/** Turns the page of a list and keeps every filter of the address. Nothing when all fits on one page. */
export function Pager({ page, hash = '', label }: { page: Page<unknown>; /** Jumps to the list: `#results`. */ hash?: string; label?: string }): VNode | null {
  const ctx = usePage();
  const say = useSay();
  const last = pageCount(page);
  if (last <= 1) return null;
  const to = (n: number): string => href(ctx, ctx.path) + withQuery(ctx.search, { page: n > 1 ? n : null }) + hash;
  const from = (page.page - 1) * page.pageSize + 1;
  return (
    <nav class="acts pager noprint" aria-label={label ?? say(texts.pager)}>
      {page.page > 1 && (
        <a href={to(page.page - 1)} rel="prev">
          {say(texts.previous)}
        </a>
      )}
      {nearPages(page.page, last).map((n) =>
        n === page.page ? (
          <b aria-current="page">{say(texts.pageNumber, { page: n })}</b>
        ) : (
          <a class="wide" href={to(n)}>
            {say(texts.pageNumber, { page: n })}
          </a>
        ),
      )}
      <span class="s soft">
        {say(texts.pageRange, { from: formatNumber(from), to: formatNumber(Math.min(page.total, page.page * page.pageSize)), total: formatNumber(page.total) })}
      </span>
      {page.page < last && (
        <a class="push" href={to(page.page + 1)} rel="next">
          {say(texts.next)}
        </a>
      )}
    </nav>
  );
}

/** At most five pages around this one. */
function nearPages(current: number, last: number): number[] {
  const first = Math.max(1, Math.min(current - 2, last - 4));
  return Array.from({ length: Math.min(5, last) }, (_, i) => first + i).filter((n) => n <= last);
}

/** Filters that are on, each with a cross that takes it away. Nothing when none is. */
export function Chips({ chips }: { chips: readonly { readonly label: string; /** The address without it. */ readonly href: string }[] }): VNode | null {
  const say = useSay();
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label={say(texts.chosenFilters)}>
      {chips.map((chip) => (
        <li>
          <a href={chip.href}>
            {chip.label}
            <span aria-hidden="true">×</span>
            <span class="vh">{say(texts.removeFilter)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Ways on, one a line. */
export function Links({ ways }: { ways: readonly Way[] }): VNode {
  return (
    <ul class="links">
      {ways.map((way) => (
        <li>
          <a href={way.href}>{way.label}</a>
        </li>
      ))}
    </ul>
  );
}

/** Names with a count each, in columns: categories, regions. */
export function Index({ items }: { items: readonly (Way & { readonly count?: number })[] }): VNode {
  return (
    <ul class="index">
      {items.map((item) => (
        <li>
          <a href={item.href}>
            <span>{item.label}</span>
            {item.count !== undefined && <span class="soft">{formatNumber(item.count)}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

interface SearchFieldProps {
  name?: string;
  value?: string;
  label?: string;
  hint?: string;
  placeholder?: string;
  visibleLabel?: boolean;
  /** Address that answers ends of what is typed (`?q=` → `items` with a `text` each). */
  suggest?: string;
}

/** A search field with its button; its form is a GET, so the state is in the address. */
export function SearchField({ name = 'q', value, label, hint, placeholder, visibleLabel = false, suggest }: SearchFieldProps): VNode {
  const say = useSay();
  const id = `f-${name}`;
  return (
    <>
      <label class={visibleLabel ? undefined : 'vh'} for={id}>
        {label ?? say(texts.search)}
      </label>
      {hint && (
        <p class="hint" id={`${id}-h`}>
          {hint}
        </p>
      )}
      <div class="go">
        <input class="in" id={id} name={name} type="search" value={value} placeholder={placeholder} aria-describedby={hint ? `${id}-h` : undefined} data-suggest={suggest} />
        <button class={visibleLabel ? 'btn alt' : 'btn'}>{say(texts.search)}</button>
      </div>
    </>
  );
}
