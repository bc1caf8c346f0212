import { StateMachine } from '../../shared/state-machine.js';
import type { ClosedReason, ListingStatus } from './listing.types.js';

/** Where a listing stands in its life; the three ways of being closed are states of their own. */
export type ListingState = Exclude<ListingStatus, 'closed'> | ClosedReason;
export type ListingCommand = 'submit' | 'recall' | 'publish' | 'return' | 'fulfil' | 'withdraw' | 'expire' | 'renew' | 'suspend' | 'restore';
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
  { command: 'suspend', from: ['published'], to: 'suspended', by: ['officer'], event: 'listing.suspended' },
  { command: 'restore', from: ['suspended'], to: 'published', by: ['officer'], event: 'listing.restored' },
]);

/** Days from publication (or renewal) to the end. */
export const LIFETIME_DAYS = { demand: 60, offering: 180 } as const;
