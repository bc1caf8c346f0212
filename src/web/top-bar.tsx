import type { ComponentChildren, VNode } from 'preact';
import { href } from './address.js';
import { ButtonLink } from './components/button.js';
import type { PageContext } from './page-context.js';
import { usePage, useSay } from './page-context.js';
import { texts } from './texts.js';

export interface NavItem {
  readonly label: string;
  /** Without the language. */
  readonly path: string;
  readonly current?: boolean;
}

/** A mortise and tenon: two parts that fit. */
function Brand({ to, name, small }: { to: string; name: string; small: string }): VNode {
  return (
    <a class="brand" href={to}>
      <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true">
        <path class="a" d="M2 4h12v8h7v8h-7v8H2z" />
        <path class="z" d="M17 4h13v24H17v-5h7V9h-7z" />
      </svg>
      <span>
        {name}
        <small>{small}</small>
      </span>
    </a>
  );
}

/** The same page in the other language. Its own language says itself, so that its readers find it. */
export function LanguageLink({ className }: { className?: string }): VNode {
  const ctx = usePage();
  const other = ctx.language === 'zh' ? ('en' as const) : ('zh' as const);
  return (
    <a class={className} href={href({ language: other }, ctx.path) + ctx.search} lang={other === 'zh' ? 'zh-Hans' : 'en'} hreflang={other === 'zh' ? 'zh-Hans' : 'en'}>
      {other === 'zh' ? '中文' : 'English'}
    </a>
  );
}

function Ways({ items, children }: { items: readonly NavItem[]; children?: ComponentChildren }): VNode {
  const ctx = usePage();
  return (
    <nav aria-label={useSay()(texts.mainNav)}>
      {items.map((item) => (
        <a href={href(ctx, item.path)} aria-current={item.current ? 'page' : undefined}>
          {item.label}
        </a>
      ))}
      {children}
    </nav>
  );
}

/** Which way of the main navigation an address belongs to. */
function isUnder(path: string, way: string): boolean {
  return path === way || path.startsWith(`${way}/`);
}

/** For everyone: guests see the log-in, members their workspace, officers their queue. */
export function PortalTop({ current }: { current?: string }): VNode {
  const ctx = usePage();
  const say = useSay();
  const at = current ?? ctx.path;
  const person = ctx.actor.kind === 'person' ? ctx.actor : null;
  const ways: NavItem[] = [
    { label: say(texts.demands), path: '/demands' },
    { label: say(texts.offerings), path: '/offerings' },
    { label: say(texts.providers), path: '/providers' },
    ...(person ? [] : [{ label: say(texts.figures), path: '/figures' }]),
    ...(person ? [{ label: say(texts.workspace), path: '/workspace' }] : []),
    ...(person?.office ? [{ label: say(texts.review), path: '/review' }] : []),
  ];
  return (
    <header class="top noprint">
      <div class="wrap">
        <Brand to={href(ctx, '/')} name={say(texts.brand)} small={say(texts.brandRegion)} />
        <Ways items={ways.map((way) => ({ ...way, current: isUnder(at, way.path) }))}>
          {!person && (
            <a class="narrow" href={loginHref(ctx)}>
              {say(texts.login)}
            </a>
          )}
        </Ways>
        <LanguageLink className="wide push" />
        {person ? (
          <a class="wide" href={href(ctx, '/account')}>
            {person.name}
          </a>
        ) : (
          <a class="wide" href={loginHref(ctx)}>
            {say(texts.login)}
          </a>
        )}
        <ButtonLink small href={href(ctx, '/demands/new')}>
          {say(texts.postDemand)}
        </ButtonLink>
      </div>
    </header>
  );
}

/** Comes back to this page after the log-in. */
function loginHref(ctx: PageContext): string {
  if (ctx.path === '/' || isUnder(ctx.path, '/login') || isUnder(ctx.path, '/register')) return href(ctx, '/login');
  return `${href(ctx, '/login')}?next=${encodeURIComponent(href(ctx, ctx.path) + ctx.search)}`;
}

/** For an officer at work: whose office it is, and its ways. */
export function OfficeTop({ authority, ways }: { authority: string; ways: readonly NavItem[] }): VNode {
  const ctx = usePage();
  const say = useSay();
  const name = ctx.actor.kind === 'person' ? ctx.actor.name : '';
  return (
    <header class="top office noprint">
      <div class="wrap full">
        <Brand to={href(ctx, '/review')} name={say(texts.review)} small={authority} />
        <Ways items={ways} />
        <LanguageLink className="wide push" />
        <a class="wide" href={href(ctx, '/account')}>
          {say(texts.officer, { name })}
        </a>
      </div>
    </header>
  );
}

/** For a page opened from a mail: nothing that leads away from the answer. */
export function MailTop(): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <header class="top">
      <div class="wrap narrowpage">
        <Brand to={href(ctx, '/')} name={say(texts.brand)} small={say(texts.brandRegion)} />
        <LanguageLink className="push" />
      </div>
    </header>
  );
}
