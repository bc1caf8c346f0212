import { Module } from '@nestjs/common';
import { EngagementsModule } from '../engagements/engagements.module.js';
import { ListingsModule } from '../listings/listings.module.js';
import { MatchingModule } from '../matching/matching.module.js';
import { TaxonomyModule } from '../taxonomy/taxonomy.module.js';
import { AccountListeners } from './account.listeners.js';
import { ConfirmAddressLink } from './confirm-address.link.js';
import { EnterpriseListeners } from './enterprise.listeners.js';
import { ACCOUNT_LETTERS } from './letters/account.letters.js';
import { ENGAGEMENT_LETTERS } from './letters/engagement.letters.js';
import { ENTERPRISE_LETTERS } from './letters/enterprise.letters.js';
import { INTEREST_LETTERS } from './letters/interest.letters.js';
import { INVITATION_LETTERS } from './letters/invitation.letters.js';
import { LISTING_LETTERS } from './letters/listing.letters.js';
import { OUTCOME_LETTERS } from './letters/outcome.letters.js';
import { Stationery } from './letters/stationery.service.js';
import { ListingListeners } from './listing.listeners.js';
import { MatchListeners } from './match.listeners.js';
import { OutcomeListeners } from './outcome.listeners.js';
import { PostService } from './post.service.js';
import { RecipientQueries } from './recipients.queries.js';
import { RenewListingLink } from './renew-listing.link.js';
import { ResetPasswordLink } from './reset-password.link.js';

@Module({
  imports: [TaxonomyModule, ListingsModule, EngagementsModule, MatchingModule],
  providers: [
    RecipientQueries,
    PostService,
    Stationery,
    AccountListeners,
    EnterpriseListeners,
    ListingListeners,
    MatchListeners,
    OutcomeListeners,
    ConfirmAddressLink,
    ResetPasswordLink,
    RenewListingLink,
    ...ACCOUNT_LETTERS,
    ...ENTERPRISE_LETTERS,
    ...LISTING_LETTERS,
    ...INVITATION_LETTERS,
    ...INTEREST_LETTERS,
    ...ENGAGEMENT_LETTERS,
    ...OUTCOME_LETTERS,
  ],
  exports: [Stationery],
})
export class NotificationsModule {}
