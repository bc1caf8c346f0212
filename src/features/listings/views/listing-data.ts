import { href } from '../../../web/address.js';
import { shorten } from '../../../web/format.js';
import type { StructuredData } from '../../../web/json-ld.js';
import type { PageContext } from '../../../web/page-context.js';
import type { ListingView } from '../listing.dto.js';
import type { ListingNames } from '../listing-names.js';

const DESCRIPTION = 300;

/** A listing in schema.org's terms: an organization that seeks something, or an offer by one. Never a contact. */
export function listingData(ctx: PageContext, listing: ListingView, names: ListingNames): StructuredData {
  const { kind, enterprise, publishedAt, expiresAt, budgetMin, budgetMax, deadline } = listing;
  const isDemand = kind === 'demand';
  const organization = { '@type': 'Organization', name: enterprise.name, url: ctx.publicUrl + href(ctx, `/enterprises/${enterprise.code}`) };
  const areas = isDemand || names.serviceRegions.length === 0 ? [names.region] : names.serviceRegions;
  const terms = {
    identifier: listing.code,
    name: listing.title,
    url: `${ctx.publicUrl}${href(ctx, `/${isDemand ? 'demands' : 'offerings'}/${listing.code}`)}`,
    itemOffered: { '@type': 'Service', name: listing.title, description: shorten(listing.body, DESCRIPTION), ...(names.category && { serviceType: names.category }) },
    areaServed: areas.map((name) => ({ '@type': 'Place', name })),
    ...(publishedAt && { validFrom: publishedAt }),
    ...(expiresAt && { validThrough: deadline ?? expiresAt }),
    ...((budgetMin !== null || budgetMax !== null) && {
      priceSpecification: { '@type': 'PriceSpecification', priceCurrency: 'CNY', ...(budgetMin !== null && { minPrice: budgetMin }), ...(budgetMax !== null && { maxPrice: budgetMax }) },
    }),
  };
  return isDemand ? { ...organization, seeks: { '@type': 'Demand', ...terms } } : { '@type': 'Offer', ...terms, offeredBy: organization };
}
