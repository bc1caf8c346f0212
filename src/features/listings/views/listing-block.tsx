import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { TitleBlock } from '../../../web/components/facts.js';
import { formatDate, formatList, formatMoneyRange } from '../../../web/format.js';
import { usePage, useSay } from '../../../web/page-context.js';
import type { ListingView } from '../listing.dto.js';
import type { ListingNames } from '../listing-names.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';

/** The ruled box of a listing's facts, without any contact. */
export function ListingBlock({ listing, names }: { listing: ListingView; names: ListingNames }): VNode {
  const ctx = usePage();
  const say = useSay();
  const isDemand = listing.kind === 'demand';
  const money = listing.budgetMin === null && listing.budgetMax === null ? null : formatMoneyRange(listing.budgetMin, listing.budgetMax, ctx.language);
  return (
    <TitleBlock
      cells={[
        { term: say(isDemand ? T.factory : T.provider), value: <a href={href(ctx, `/enterprises/${listing.enterprise.code}`)}>{listing.enterprise.name}</a>, width: 'half', phoneFull: true },
        { term: say(T.industry), value: names.industry, width: 'half', phoneFull: true },
        { term: say(isDemand ? T.neededAt : T.place), value: names.region },
        !isDemand && { term: say(T.serves), value: names.serviceRegions.length > 0 ? formatList(names.serviceRegions, ctx.language) : say(T.everywhere) },
        { term: say(isDemand ? T.budget : T.price), value: money ?? (isDemand ? formatMoneyRange(null, null, ctx.language) : null) },
        isDemand && listing.deadline !== null && { term: say(T.deadline), value: say(T.until, { date: formatDate(listing.deadline, ctx.language, { now: ctx.now }) }) },
        !isDemand && listing.leadDays !== null && { term: say(T.leadTime), value: say(T.days, { n: listing.leadDays }) },
        { term: say(T.category), value: names.category },
        { term: say(T.scale), value: listing.quantity, width: 'half', phoneFull: true },
        { term: say(isDemand ? T.mustHave : T.held), value: formatList(names.certificates, ctx.language), width: 'half', phoneFull: true },
        listing.status === 'published' && listing.expiresAt !== null && { term: say(T.openUntil), value: formatDate(new Date(listing.expiresAt), ctx.language), width: 'full' },
      ]}
    />
  );
}
