import type { VNode } from 'preact';
import { href } from './address.js';
import { shownZone, timeZone } from './format.js';
import { CsrfField } from './components/form.js';
import type { Theme } from './page-context.js';
import { usePage, useSay } from './page-context.js';
import { texts } from './texts.js';
import { LanguageLink } from './top-bar.js';

/** What the platform promises, where to read more, the language and the theme. */
export function Foot(): VNode {
  const ctx = usePage();
  const say = useSay();
  const isPerson = ctx.actor.kind === 'person';
  return (
    <footer class="foot noprint">
      <div class="wrap">
        <div>
          <p>{say(texts.footPromise)}</p>
          <p>{say(texts.footPrivacy)}</p>
          {shownZone() !== timeZone() && <p>{say(texts.footZone, { zone: shownZone().replaceAll('_', ' ') })}</p>}
        </div>
        <ul>
          <li>
            <a href={href(ctx, '/how-it-works')}>{say(texts.how)}</a>
          </li>
          <li>
            <a href={href(ctx, '/figures')}>{say(texts.publicFigures)}</a>
          </li>
          <li>
            <a href={href(ctx, '/privacy')}>{say(texts.privacy)}</a>
          </li>
          <li>
            <a href="/api/v1/openapi.json">{say(texts.openApi)}</a>
          </li>
          {isPerson && (
            <li>
              <a href={href(ctx, '/account')}>{say(texts.account)}</a>
            </li>
          )}
          <li>
            <LanguageLink />
          </li>
        </ul>
        <ThemeSwitch />
      </div>
    </footer>
  );
}

const THEMES = [
  ['system', texts.themeSystem],
  ['light', texts.themeLight],
  ['dark', texts.themeDark],
] as const satisfies readonly (readonly [Theme, { zh: string; en: string }])[];

/** Three buttons, one per theme: posts, sets the cookie and comes back to this page. */
function ThemeSwitch(): VNode {
  const ctx = usePage();
  const say = useSay();
  return (
    <form class="themes" method="post" action={href(ctx, '/theme')} aria-label={say(texts.theme)}>
      <CsrfField />
      <input type="hidden" name="back" value={href(ctx, ctx.path) + ctx.search} />
      {THEMES.map(([theme, label]) => (
        <button name="theme" value={theme} aria-pressed={ctx.theme === theme ? 'true' : 'false'}>
          {say(label)}
        </button>
      ))}
    </form>
  );
}
