import type { VNode } from 'preact';
import { say } from '../../../shared/language.js';
import { href } from '../../../web/address.js';
import { Acts, ButtonLink } from '../../../web/components/button.js';
import type { PageContext } from '../../../web/page-context.js';
import { DIRECTORY_TEXTS as T } from '../directory.texts.js';

/** As much of the words as a title takes. */
const TITLE = 60;

/** The way on from a search that did not end it: a demand that begins with the same words. */
export function DraftDemand({ ctx, words }: { ctx: PageContext; words: string }): VNode {
  const title = [...words].slice(0, TITLE).join('');
  const query = title === '' ? '' : `?${new URLSearchParams({ title }).toString()}`;
  return (
    <section class="sheet" aria-labelledby="draft">
      <h2 class="h3" id="draft">
        {say(T.draftTitle, ctx.language)}
      </h2>
      <p>{say(T.draftText, ctx.language)}</p>
      <Acts after>
        <ButtonLink kind="alt" small href={href(ctx, '/demands/new') + query}>
          {say(title === '' ? T.draftPlain : T.draft, ctx.language)}
        </ButtonLink>
      </Acts>
    </section>
  );
}
