import { DAY_MS } from '../../shared/durations.js';
import { StateMachine } from '../../shared/state-machine.js';
import { type ClosedReason, type ListingStatus, NEAR_END_DAYS, RENEWAL_DAYS, REOPENING_DAYS } from './listing.types.js';

/** Where a listing stands in its life; the three ways of being closed are states of their own. */
export type ListingState = Exclude<ListingStatus, 'closed'> | ClosedReason;
export type ListingCommand = 'submit' | 'recall' | 'publish' | 'return' | 'fulfil' | 'withdraw' | 'expire' | 'renew' | 'reopen' | 'suspend' | 'restore' | 'take-back';
/** `editor`: owner or editor of its enterprise; `officer`: responsible for the enterprise's region; `system`: the clock. */
export type ListingRole = 'editor' | 'officer' | 'system';

export const LISTING_STATES: readonly ListingState[] = [
  'draft',
  'in_review',
  'published',
  'returned',
  'fulfilled',
  'withdrawn',
  'expired',
  'suspended',
];

/** The lifecycle of a listing (product.md, "Lifecycles"). What is not in here is refused with 409. */
export const LISTING_LIFECYCLE = new StateMachine<ListingState, ListingCommand, ListingRole>([
  { command: 'submit', from: ['draft', 'returned'], to: 'in_review', by: ['editor'], event: 'listing.submitted' },
  { command: 'recall', from: ['in_review'], to: 'draft', by: ['editor'], event: 'listing.recalled' },
  { command: 'publish', from: ['in_review'], to: 'published', by: ['officer'], event: 'listing.published' },
  { command: 'return', from: ['in_review'], to: 'returned', by: ['officer'], event: 'listing.returned' },
  { command: 'fulfil', from: ['published'], to: 'fulfilled', by: ['editor'], event: 'listing.fulfilled' },
  { command: 'withdraw', from: ['published'], to: 'withdrawn', by: ['editor'], event: 'listing.withdrawn' },
  { command: 'expire', from: ['published'], to: 'expired', by: ['system'], event: 'listing.expired' },
  // Before the end, when the mail asks "still needed?", and for 30 days after it.
  { command: 'renew', from: ['published', 'expired'], to: 'published', by: ['editor'], event: 'listing.renewed' },
  // A wrong tap, or it did not work out after all. Within the first minutes it is an undo: nobody has been told of the end yet.
  { command: 'reopen', from: ['fulfilled', 'withdrawn'], to: 'published', by: ['editor'], event: 'listing.reopened' },
  { command: 'suspend', from: ['published'], to: 'suspended', by: ['officer'], event: 'listing.suspended' },
  // The officer's own undo of the two decisions above, while nobody has heard of them.
  { command: 'take-back', from: ['published', 'returned'], to: 'in_review', by: ['officer'], event: null },
  { command: 'restore', from: ['suspended'], to: 'published', by: ['officer'], event: 'listing.restored' },
]);

/** Some commands have their time besides their state: is this one too early or too late in this state, at this moment? */
export function timing(
  command: ListingCommand,
  { state, expiresAt, closedAt }: { readonly state: ListingState; readonly expiresAt: Date | null; readonly closedAt: Date | null },
  now: Date,
): 'early' | 'late' | null {
  const daysSince = (moment: Date | null): number => (moment === null ? 0 : (now.getTime() - moment.getTime()) / DAY_MS);
  if (command === 'renew' && state === 'published' && daysSince(expiresAt) < -NEAR_END_DAYS) return 'early';
  if (command === 'renew' && state === 'expired' && daysSince(expiresAt) > RENEWAL_DAYS) return 'late';
  if (command === 'reopen' && daysSince(closedAt) > REOPENING_DAYS) return 'late';
  return null;
}

/** Days from publication (or renewal) to the end. */
export const LIFETIME_DAYS = { demand: 60, offering: 180 } as const;
