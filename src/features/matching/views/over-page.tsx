import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, ButtonLink } from '../../../web/components/button.js';
import { Segmented } from '../../../web/components/text.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { PAGE_TEXTS as T } from '../match-pages.texts.js';
import type { MatchRecord } from '../matching.types.js';

/** A link whose question has been answered by somebody else, or has gone: who answered what, in a sentence. */
export function OverPage({ ctx, match, message }: { ctx: PageContext; match: MatchRecord; message: string }): VNode {
  const title = say(T.overTitle, ctx.language);
  return (
    <Layout ctx={ctx} title={title} kind="letter" noIndex>
      <h1>{title}</h1>
      <section class="sheet gap">
        <h2 class="h3">
          <Segmented text={match.demand.title} />
        </h2>
        <p>{message}</p>
        <Acts spaced>
          <ButtonLink href={href(ctx, `/matches/${match.id}`)}>{say(T.seeMatch, ctx.language)}</ButtonLink>
        </Acts>
      </section>
    </Layout>
  );
}
