import type { VNode } from 'preact';
import { Paragraphs } from '../../../web/components/text.js';
import { useSay } from '../../../web/page-context.js';
import { FIVE_THINGS } from '../completeness.js';
import type { ListingView } from '../listing.dto.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';

/** What a listing says, section by section; what was not told has none. */
export function ListingTexts({ listing }: { listing: ListingView }): VNode {
  const say = useSay();
  const body = listing.body === listing.title ? '' : listing.body;
  const sections = [
    { title: say(listing.kind === 'demand' ? T.situation : T.about), text: body },
    ...FIVE_THINGS.map((thing) => ({ title: say(T[thing]), text: listing[thing] })),
    { title: say(T.tags), text: listing.tags.join('　') },
  ];
  return (
    <>
      {sections
        .filter(({ text }) => text !== '')
        .map(({ title, text }) => (
          <section class="prose">
            <h2>{title}</h2>
            <Paragraphs text={text} />
          </section>
        ))}
    </>
  );
}
