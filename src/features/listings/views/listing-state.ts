import type { Text } from '../../../shared/language.js';
import type { Tone } from '../../../web/components/status.js';
import { stateOf } from '../listing.entity.js';
import type { ListingState } from '../listing.states.js';
import { LISTING_TEXTS } from '../listing.texts.js';
import type { ClosedReason, ListingStatus } from '../listing.types.js';

const TONES: Record<ListingState, Tone> = {
  draft: 'ended',
  in_review: 'wait',
  published: 'live',
  returned: 'bad',
  fulfilled: 'ok',
  withdrawn: 'ended',
  expired: 'ended',
  suspended: 'bad',
};

/** How a listing's state is said and coloured. */
export function shownState(listing: { readonly status: ListingStatus; readonly closedReason: ClosedReason | null }): { tone: Tone; word: Text } {
  const state = stateOf(listing.status, listing.closedReason);
  return { tone: TONES[state], word: LISTING_TEXTS[`state_${state}`] };
}
