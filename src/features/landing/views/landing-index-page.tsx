import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { LANDING_TEXTS as T } from '../landing.texts.js';
import type { Landing } from '../landing.types.js';
import { Codes, type NamedCode } from './landing-page.js';

interface LandingIndexProps {
  readonly ctx: PageContext;
  readonly landing: Landing;
  readonly groups: readonly { readonly top: NamedCode; readonly codes: readonly NamedCode[] }[];
}

/** All of a list: each heading with what lies right below it. */
export function LandingIndexPage({ ctx, landing, groups }: LandingIndexProps): VNode {
  return (
    <Layout ctx={ctx} title={T[landing][ctx.language]} description={T[`${landing}Lead`][ctx.language]} current="/demands">
      <div class="secs">
        <div class="gap">
          <h1>{T[landing][ctx.language]}</h1>
          <p>{T[`${landing}Lead`][ctx.language]}</p>
          <p class="acts">
            {(['regions', 'categories', 'industries'] as const)
              .filter((other) => other !== landing)
              .map((other) => (
                <a href={href(ctx, `/${other}`)}>{T[other][ctx.language]}</a>
              ))}
          </p>
        </div>
        {groups.map(({ top, codes }) => (
          <Codes landing={landing} id={`g-${top.code}`} title={top.name} codes={codes} of={top} />
        ))}
      </div>
    </Layout>
  );
}
