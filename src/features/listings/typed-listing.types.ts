import type { z } from 'zod';
import type { Thing } from './completeness.js';
import { LISTING_BODIES } from './listing.dto.js';
import type { ListingContent } from './listing.types.js';

export type { Thing };

/** A listing as it is written now, whether or not it is kept: what it would say if it were published like this. */
export interface TypedListing {
  readonly enterpriseId: string;
  /** Complete: the region is the enterprise's and the category guessed from the words where none was chosen. */
  readonly content: ListingContent;
  readonly tags: readonly string[];
  readonly seats: number;
  /** Which of the five things are not told yet. */
  readonly missing: readonly Thing[];
}

/** A demand that is only thought of: the fields of a new one, none of them needed. */
export const typedDemandBody = LISTING_BODIES.demand.create.omit({ submit: true, externalId: true, language: true }).meta({ id: 'TypedDemand' });
export type TypedDemandBody = z.output<typeof typedDemandBody>;
