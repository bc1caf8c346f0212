import { Injectable, type Provider } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { MailMessage } from '../../../platform/mail/mail-message.entity.js';
import type { MailContext } from '../../../platform/mail/mail-template.js';
import { say, type Text, type TextParams } from '../../../shared/language.js';
import { shorten } from '../../../web/format.js';
import type { MailBlockItem, MailContent } from '../../../web/mail/mail-content.js';
import { LISTING_REASONS } from '../../listings/listing-reasons.types.js';
import { RENEW_LINK } from '../link-purposes.js';
import { letter } from './letter.js';
import { LETTER_TEXTS } from './letter.texts.js';
import { LISTING_EXPIRY_NEAR, LISTING_PUBLISHED, LISTING_RESTORED, LISTING_RETURNED, LISTING_SUSPENDED, REVISION_PUBLISHED, REVISION_RETURNED } from './mails.js';
import { REVIEW_LETTER_TEXTS as T } from './review.texts.js';
import { Stationery } from './stationery.service.js';

interface ListingRow {
  readonly id: string;
  readonly code: string;
  readonly kind: 'demand' | 'offering';
  readonly title: string;
  readonly enterprise: string;
  readonly expiresAt: Date | null;
}

/** What an officer said; it travels with the event. */
interface Decision {
  readonly reasonCodes?: readonly string[];
  readonly note?: string | null;
}

/** Titles that a mail about many listings names. */
const MOST_NAMED = 10;

/** Letters about what officers decided on a listing, and whether it is still needed. */
@Injectable()
class ListingLetters {
  constructor(
    private readonly stationery: Stationery,
    private readonly database: Database,
  ) {}

  /** One listing, or all that one decision put on the market together. */
  async published(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const { listingIds = [] } = await this.stationery.payload<{ listingIds?: readonly string[] }>(message);
    const listings = await this.loadAll(listingIds);
    const [listing] = listings;
    if (!listing) return null;
    if (listings.length > 1) return this.publishedTogether(message, context, listings);
    return this.compose(message, context, listing, { subject: T.publishedSubject, text: listing.kind === 'demand' ? T.publishedDemand : T.publishedOffering, button: T.open });
  }

  private async publishedTogether(message: MailMessage, context: MailContext, listings: readonly ListingRow[]): Promise<MailContent> {
    const { language } = message;
    const [{ enterprise, kind }] = listings as [ListingRow];
    const tell = (text: Text, n: number): string => say(text, language, { n, enterprise });
    const more = listings.length - MOST_NAMED;
    const titles = listings.slice(0, MOST_NAMED).map(({ title }) => shorten(title, 60));
    return {
      subject: tell(T.publishedManySubject, listings.length),
      preheader: tell(T.publishedMany, listings.length),
      title: tell(T.publishedManySubject, listings.length),
      blocks: [
        { kind: 'text', text: `${await this.stationery.greeting(message)}${language === 'zh' ? '' : ' '}${tell(T.publishedMany, listings.length)}` },
        { kind: 'steps', title: tell(T.publishedList, listings.length), steps: more > 0 ? [...titles, tell(T.publishedMore, more)] : titles },
        { kind: 'go', link: { label: tell(T.seeAll, listings.length), href: this.stationery.page(language, `/workspace/${kind}s`) } },
      ],
      ...this.stationery.foot(message, context, tell(T.because, listings.length)),
    };
  }

  returned(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    return this.decided(message, context, { subject: T.returnedSubject, text: T.returnedText, button: T.change, reasons: T.reasons });
  }

  revised(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    return this.decided(message, context, { subject: T.revisedSubject, text: T.revisedText, button: T.open });
  }

  revisionReturned(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    return this.decided(message, context, { subject: T.revisionReturnedSubject, text: T.revisionReturnedText, button: T.change, reasons: T.reasons });
  }

  suspended(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    return this.decided(message, context, { subject: T.suspendedSubject, text: T.suspendedText, button: T.open, reasons: T.why });
  }

  restored(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    return this.decided(message, context, { subject: T.restoredSubject, text: T.restoredText, button: T.open });
  }

  /** "Still needed?" */
  async nearEnd(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const listing = await this.load(message);
    if (!listing?.expiresAt) return null;
    const link = await this.stationery.links(message, RENEW_LINK);
    const answers = (['renewed', 'fulfilled', 'withdrawn'] as const).map((choice) => ({ label: say(RENEW_LINK.outcomes[choice], message.language), href: link(choice).url }));
    const day = this.stationery.day(listing.expiresAt, message);
    const content = await this.compose(message, context, listing, { subject: T.nearEndSubject, text: T.nearEndText, button: T.open }, { day });
    const [first, ...rest] = content.blocks;
    return { ...content, blocks: [...(first ? [first] : []), { kind: 'answers', answers }, ...rest] };
  }

  private async decided(
    message: MailMessage,
    context: MailContext,
    texts: { subject: Text; text: Text; button: Text; reasons?: Text },
  ): Promise<MailContent | null> {
    const listing = await this.load(message);
    return listing && this.compose(message, context, listing, texts);
  }

  private async compose(
    message: MailMessage,
    context: MailContext,
    listing: ListingRow,
    texts: { subject: Text; text: Text; button: Text; reasons?: Text },
    more: TextParams = {},
  ): Promise<MailContent> {
    const { language } = message;
    const tell = (text: Text): string => say(text, language, { title: shorten(listing.title, 40), enterprise: listing.enterprise, ...more });
    const { reasonCodes = [], note } = texts.reasons ? await this.stationery.payload<Decision>(message) : {};
    const reasons = LISTING_REASONS.filter(({ code }) => reasonCodes.includes(code)).map(({ letter: sentence }) => sentence[language]);
    const blocks: MailBlockItem[] = [
      { kind: 'text', text: `${await this.stationery.greeting(message)}${language === 'zh' ? '' : ' '}${tell(texts.text)}` },
      ...(texts.reasons && reasons.length > 0 ? [{ kind: 'steps' as const, title: tell(texts.reasons), steps: reasons }] : []),
      ...(note ? [{ kind: 'quote' as const, text: note, by: tell(T.officerWords) }] : []),
      { kind: 'go', link: { label: tell(texts.button), href: this.stationery.page(language, `/${listing.kind}s/${listing.id}`) } },
    ];
    return {
      subject: tell(texts.subject),
      preheader: tell(texts.text),
      title: tell(texts.subject),
      blocks,
      reference: say(LETTER_TEXTS.reference, language, { code: listing.code }),
      ...this.stationery.foot(message, context, tell(T.because)),
    };
  }

  private async load({ subjectId }: MailMessage): Promise<ListingRow | null> {
    return (await this.loadAll(subjectId ? [subjectId] : []))[0] ?? null;
  }

  private loadAll(ids: readonly string[]): Promise<ListingRow[]> {
    return this.database.query<ListingRow>(
      `select listing.id, listing.code, listing.kind, listing.title, enterprise.name as enterprise, listing.expires_at as "expiresAt"
       from listing join enterprise on enterprise.id = listing.enterprise_id where listing.id = any($1::uuid[]) order by listing.id`,
      [ids],
    );
  }
}

export const LISTING_LETTERS: Provider[] = [
  ListingLetters,
  letter(LISTING_PUBLISHED, ListingLetters, (letters) => letters.published),
  letter(LISTING_RETURNED, ListingLetters, (letters) => letters.returned),
  letter(LISTING_SUSPENDED, ListingLetters, (letters) => letters.suspended),
  letter(LISTING_RESTORED, ListingLetters, (letters) => letters.restored),
  letter(REVISION_PUBLISHED, ListingLetters, (letters) => letters.revised),
  letter(REVISION_RETURNED, ListingLetters, (letters) => letters.revisionReturned),
  letter(LISTING_EXPIRY_NEAR, ListingLetters, (letters) => letters.nearEnd),
];
