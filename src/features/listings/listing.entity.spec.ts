import fc from 'fast-check';
import { AppError } from '../../shared/errors.js';
import { Listing } from './listing.entity.js';
import { LISTING_LIFECYCLE, LISTING_STATES, type ListingCommand, type ListingState } from './listing.states.js';
import { changedFields, type ListingContent } from './listing.types.js';

const NOW = new Date('2026-11-23T02:00:00Z');
const DAY_MS = 86_400_000;
const later = (days: number): Date => new Date(NOW.getTime() + days * DAY_MS);

const CONTENT: ListingContent = {
  title: '激光切割外协',
  body: '厚板 40 mm',
  materials: '',
  methods: '',
  effect: '',
  product: '',
  application: '',
  categoryCode: null,
  industryCode: null,
  regionCode: '130981',
  serviceRegions: [],
  quantity: null,
  budgetMin: null,
  budgetMax: null,
  deadline: null,
  leadDays: null,
  certificates: [],
};

function listingIn(state: ListingState, kind: 'demand' | 'offering' = 'demand'): Listing {
  const isEnd = state === 'fulfilled' || state === 'withdrawn' || state === 'expired';
  return Object.assign(new Listing(), CONTENT, {
    id: 'l',
    kind,
    status: isEnd ? 'closed' : state,
    closedReason: isEnd ? state : null,
    reviewNote: null,
    returnReasons: [],
    revision: 1,
    submittedAt: NOW,
    publishedAt: NOW,
    expiresAt: NOW,
    closedAt: state === 'fulfilled' || state === 'withdrawn' ? NOW : null,
    settlesAt: null,
    expiryAskedAt: null,
    updatedAt: NOW,
  });
}

const DO: Record<ListingCommand, (listing: Listing) => unknown> = {
  submit: (listing) => listing.submit(NOW),
  recall: (listing) => listing.recall(NOW),
  publish: (listing) => listing.publish(NOW),
  return: (listing) => listing.return(['vague'], '补上数量', NOW),
  fulfil: (listing) => listing.close('fulfil', NOW),
  withdraw: (listing) => listing.close('withdraw', NOW),
  expire: (listing) => listing.expire(NOW),
  renew: (listing) => listing.renew(NOW),
  reopen: (listing) => listing.reopen(NOW),
  suspend: (listing) => listing.suspend(['complaint'], null, NOW),
  restore: (listing) => listing.restore(NOW),
  'take-back': (listing) => listing.takeBackDecision({ returnReasons: [], reviewNote: null }, NOW),
};
const COMMANDS = Object.keys(DO) as ListingCommand[];

/** The lifecycle as product.md tells it, written down a second time: the table must say the same. */
const ALLOWED: Partial<Record<ListingState, Partial<Record<ListingCommand, ListingState>>>> = {
  draft: { submit: 'in_review' },
  returned: { submit: 'in_review', 'take-back': 'in_review' },
  in_review: { publish: 'published', return: 'returned', recall: 'draft' },
  published: { fulfil: 'fulfilled', withdraw: 'withdrawn', expire: 'expired', renew: 'published', suspend: 'suspended', 'take-back': 'in_review' },
  suspended: { restore: 'published' },
  expired: { renew: 'published' },
  fulfilled: { reopen: 'published' },
  withdrawn: { reopen: 'published' },
};

describe('the lifecycle of a listing', () => {
  it.each(LISTING_STATES.flatMap((state) => COMMANDS.map((command) => [state, command] as const)))('%s: %s', (state, command) => {
    const listing = listingIn(state);
    const before = JSON.stringify(listing);
    const to = ALLOWED[state]?.[command];
    expect(LISTING_LIFECYCLE.find(state, command)?.to).toBe(to);
    if (to === undefined) {
      expect(() => DO[command](listing)).toThrow(AppError);
      expect(JSON.stringify(listing)).toBe(before);
    } else {
      DO[command](listing);
      expect(listing.state).toBe(to);
    }
  });

  it('never leaves the table, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LISTING_STATES), fc.array(fc.constantFrom(...COMMANDS), { maxLength: 30 }), (start, commands) => {
        const listing = listingIn(start);
        for (const command of commands) {
          const before = listing.state;
          const snapshot = JSON.stringify(listing);
          try {
            DO[command](listing);
            expect(ALLOWED[before]?.[command]).toBe(listing.state);
          } catch (error) {
            expect((error as AppError).kind).toBe('conflict');
            expect(JSON.stringify(listing)).toBe(snapshot);
          }
          expect((listing.status === 'closed') === (listing.closedReason !== null)).toBe(true);
          expect(listing.closedAt !== null).toBe(listing.state === 'fulfilled' || listing.state === 'withdrawn');
          expect(listing.settlesAt === null || listing.closedAt !== null).toBe(true);
        }
      }),
    );
  });

  it('says in the reader’s words where a listing stands that cannot be changed so', () => {
    expect(() => listingIn('withdrawn').submit(NOW)).toThrow(expect.objectContaining({ code: 'listing.wrong-state', definition: expect.objectContaining({ zh: expect.stringContaining('「已撤下」') }) }));
  });
});

describe('the term of a listing', () => {
  it('is 60 days for a demand and 180 for an offering', () => {
    for (const [kind, days] of [['demand', 60], ['offering', 180]] as const) {
      const listing = listingIn('in_review', kind);
      listing.publish(NOW);
      expect(listing.expiresAt).toEqual(later(days));
    }
  });

  it.each([
    ['published', 8, 'listing.too-early-to-renew'],
    ['published', 7, null],
    ['published', 0, null],
    ['expired', -30, null],
    ['expired', -30.01, 'listing.too-late-to-renew'],
  ] as const)('%s, %s days before its end: %s', (state, days, code) => {
    const listing = Object.assign(listingIn(state), { expiresAt: later(days), expiryAskedAt: NOW });
    if (code) {
      expect(() => listing.renew(NOW)).toThrow(expect.objectContaining({ code }));
      return;
    }
    expect(listing.renew(NOW)).toEqual({ wasExpired: state === 'expired' });
    expect(listing).toMatchObject({ status: 'published', expiresAt: later(60), expiryAskedAt: null });
  });
});

describe('a listing that its people closed', () => {
  it.each([
    [30, null],
    [30.01, 'listing.too-late-to-reopen'],
  ] as const)('%s days ago: %s', (days, code) => {
    const listing = Object.assign(listingIn('withdrawn'), { closedAt: later(-days), expiresAt: later(3) });
    if (code) {
      expect(() => listing.reopen(NOW)).toThrow(expect.objectContaining({ code }));
      return;
    }
    listing.reopen(NOW);
    expect(listing).toMatchObject({ state: 'published', expiresAt: later(3), closedAt: null, settlesAt: null });
  });

  it('begins a new term when its own has ended meanwhile', () => {
    const listing = Object.assign(listingIn('fulfilled'), { closedAt: later(-9), expiresAt: later(-1) });
    listing.reopen(NOW);
    expect(listing.expiresAt).toEqual(later(60));
  });

  it('lets others hear of it ten minutes later', () => {
    const listing = listingIn('published');
    listing.close('withdraw', NOW);
    expect(listing.settlesAt).toEqual(new Date(NOW.getTime() + 600_000));
  });
});

describe('what an officer said', () => {
  it('stays with the listing until it is published', () => {
    const listing = listingIn('in_review');
    listing.return(['vague'], '补上数量', NOW);
    listing.submit(NOW);
    expect(listing).toMatchObject({ returnReasons: ['vague'], reviewNote: '补上数量' });
    listing.publish(NOW);
    expect(listing).toMatchObject({ returnReasons: [], reviewNote: null });
  });
});

describe('changedFields', () => {
  it('names what differs in content, in the order of the form', () => {
    expect(changedFields(CONTENT, { ...CONTENT, budgetMax: 1, title: 'x', certificates: ['ISO9001'] })).toEqual(['title', 'budgetMax', 'certificates']);
    expect(changedFields(CONTENT, { ...CONTENT })).toEqual([]);
  });
});
