import { Controller, Get } from '@nestjs/common';
import type { VNode } from 'preact';
import { Permission } from '../platform/http/permission.js';
import { say } from '../shared/language.js';
import { pagePaths } from './address.js';
import { Layout } from './layout.js';
import type { PageContext } from './page-context.js';
import { CurrentPage } from './page-contexts.js';
import type { HtmlPage } from './render.js';
import { page } from './render.js';
import { ChartSpecimens } from './specimens/chart-specimens.js';
import { ControlSpecimens } from './specimens/control-specimens.js';
import { FactSpecimens } from './specimens/fact-specimens.js';
import { T } from './specimens/specimen.texts.js';
import { WaySpecimens } from './specimens/way-specimens.js';

/** Every component in every state, light and dark, on one page: for who builds, and for the browser tests. */
export function ComponentsPage({ ctx }: { ctx: PageContext }): VNode {
  return (
    <Layout ctx={ctx} title={say(T.title, ctx.language)} frame="bare" noIndex>
      <div class="wrap">
        <h1>{say(T.title, ctx.language)}</h1>
        <p class="lead2 prose">{say(T.lead, ctx.language)}</p>
      </div>
      <div>
        {(['light', 'dark'] as const).map((theme) => (
          <section class="theme" data-theme={theme} aria-labelledby={theme}>
            <div class="wrap">
              <h2 id={theme}>{say(T[theme], ctx.language)}</h2>
              <ControlSpecimens id={theme} />
              <FactSpecimens />
              <WaySpecimens id={theme} />
              <ChartSpecimens id={theme} />
            </div>
          </section>
        ))}
      </div>
    </Layout>
  );
}

@Controller(pagePaths('_components'))
export class ComponentsPages {
  @Get()
  @Permission('public')
  show(@CurrentPage() ctx: PageContext): HtmlPage {
    return page(<ComponentsPage ctx={ctx} />);
  }
}
