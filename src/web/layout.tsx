import type { ComponentChildren, VNode } from 'preact';
import { assetPath } from './assets.js';
import { href } from './address.js';
import { shownZone } from './format.js';
import { Foot } from './foot.js';
import type { PageContext } from './page-context.js';
import { PageScope } from './page-context.js';
import { say } from '../shared/language.js';
import { JsonLd, type StructuredData } from './json-ld.js';
import { UndoBar } from './components/status.js';
import { texts } from './texts.js';
import type { NavItem } from './top-bar.js';
import { MailTop, OfficeTop, PortalTop } from './top-bar.js';

interface LayoutProps {
  ctx: PageContext;
  /** The page's own title; the brand is added. */
  title: string;
  description?: string;
  /** `paper` is a public page, `desk` a workspace, `office` the officers', `letter` a page opened from a mail. */
  kind?: 'paper' | 'desk' | 'office' | 'letter';
  /** `wrap` is the page's width, `narrow` a letter's, `full` the whole window, `bare` none: the page brings its own. */
  frame?: 'wrap' | 'narrow' | 'full' | 'bare';
  /** The path of the main navigation that is marked, `/demands`; found by the address when not given. */
  current?: string;
  /** The officers' bar: whose office, and its ways. */
  office?: { authority: string; ways: readonly NavItem[] };
  /** Above everything in main: tabs of the workspace. */
  tabs?: ComponentChildren;
  /** What the page tells programs: schema.org's terms. */
  data?: StructuredData;
  /** The Atom feed of what the page lists: its title and its path without the language. */
  feed?: { title: string; path: string };
  /** Without a script the page is loaded anew after so many seconds: it shows work that goes on. */
  refreshSeconds?: number;
  /** Search engines stay out: pages behind a login, links of mails. */
  noIndex?: boolean;
  children: ComponentChildren;
}

/** The whole document. Gives every component below it the page's context. */
export function Layout(props: LayoutProps): VNode {
  const { ctx, kind = 'paper' } = props;
  const frame = props.frame ?? (kind === 'office' ? 'full' : kind === 'letter' ? 'narrow' : 'wrap');
  const brand = say(texts.brand, ctx.language);
  return (
    <PageScope value={ctx}>
      <html lang={ctx.language === 'zh' ? 'zh-Hans' : 'en'} data-theme={ctx.theme === 'system' ? undefined : ctx.theme}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <title>{`${props.title} – ${brand}`}</title>
          {props.description && <meta name="description" content={props.description} />}
          {props.noIndex && <meta name="robots" content="noindex" />}
          <link rel="stylesheet" href={assetPath('style.css')} />
          <link rel="icon" href={assetPath('icon.svg')} type="image/svg+xml" />
          {!props.noIndex && <Alternates ctx={ctx} />}
          {props.refreshSeconds && (
            <noscript>
              <meta http-equiv="refresh" content={String(props.refreshSeconds)} />
            </noscript>
          )}
          {props.feed && <link rel="alternate" type="application/atom+xml" title={props.feed.title} href={href(ctx, props.feed.path)} />}
          <script type="module" src={assetPath('portal.client.js')} />
          {props.data && <JsonLd data={props.data} />}
        </head>
        <body class={kind === 'paper' ? undefined : 'desk'} data-zone={shownZone()}>
          <a class="skip" href="#main">
            {say(texts.skip, ctx.language)}
          </a>
          {kind === 'letter' ? <MailTop /> : props.office ? <OfficeTop {...props.office} /> : <PortalTop {...(props.current && { current: props.current })} />}
          <main id="main" class={mainClass(frame, kind)}>
            {props.tabs}
            {ctx.notice && (frame === 'bare' ? <div class="wrap told"><UndoBar notice={ctx.notice} /></div> : <UndoBar notice={ctx.notice} {...(kind === 'office' && { hotkey: 'z' })} />)}
            {props.children}
          </main>
          {(kind === 'paper' || kind === 'desk') && <Foot />}
        </body>
      </html>
    </PageScope>
  );
}

function mainClass(frame: NonNullable<LayoutProps['frame']>, kind: LayoutProps['kind']): string {
  const width = { wrap: 'wrap', narrow: 'wrap narrowpage', full: 'wrap full', bare: 'home' }[frame];
  return kind === 'office' ? `${width} office` : width;
}

/** The same page in both languages, for search engines; absolute, by the settings. */
function Alternates({ ctx }: { ctx: PageContext }): VNode {
  return (
    <>
      <link rel="canonical" href={`${ctx.publicUrl}${href(ctx, ctx.path)}`} />
      <link rel="alternate" hreflang="zh-Hans" href={`${ctx.publicUrl}${href({ language: 'zh' }, ctx.path)}`} />
      <link rel="alternate" hreflang="en" href={`${ctx.publicUrl}${href({ language: 'en' }, ctx.path)}`} />
    </>
  );
}
