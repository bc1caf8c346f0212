import { defineMail } from '../../../platform/mail/mail-template.js';

/** Every mail that the platform writes. The account stream cannot be stopped, the others can, one by one. */
export const CONFIRM_ADDRESS = defineMail({ name: 'account.confirm-address', stream: 'account' });
export const RESET_PASSWORD = defineMail({ name: 'account.reset-password', stream: 'account' });
export const PASSWORD_CHANGED = defineMail({ name: 'account.password-changed', stream: 'account' });
export const MEMBER_INVITED = defineMail({ name: 'member.invited', stream: 'account' });
export const MEMBER_ADDED = defineMail({ name: 'member.added', stream: 'account' });

export const ENTERPRISE_VERIFIED = defineMail({ name: 'enterprise.verified', stream: 'reviews' });
export const ENTERPRISE_RETURNED = defineMail({ name: 'enterprise.returned', stream: 'reviews' });
export const ENTERPRISE_REJECTED = defineMail({ name: 'enterprise.rejected', stream: 'reviews' });
export const ENTERPRISE_SUSPENDED = defineMail({ name: 'enterprise.suspended', stream: 'reviews' });
export const ENTERPRISE_RESTORED = defineMail({ name: 'enterprise.restored', stream: 'reviews' });

export const LISTING_PUBLISHED = defineMail({ name: 'listing.published', stream: 'reviews' });
export const LISTING_RETURNED = defineMail({ name: 'listing.returned', stream: 'reviews' });
export const LISTING_SUSPENDED = defineMail({ name: 'listing.suspended', stream: 'reviews' });
export const LISTING_RESTORED = defineMail({ name: 'listing.restored', stream: 'reviews' });
export const REVISION_PUBLISHED = defineMail({ name: 'listing.revised', stream: 'reviews' });
export const REVISION_RETURNED = defineMail({ name: 'listing.revision-returned', stream: 'reviews' });
/** "Still needed?" */
export const LISTING_EXPIRY_NEAR = defineMail({ name: 'listing.expiry-near', stream: 'reviews' });

export const MATCH_INVITED = defineMail({ name: 'match.invited', stream: 'invitations' });
export const MATCH_PASSED = defineMail({ name: 'match.passed', stream: 'invitations' });
/** To the others who hold the invitation: one of you has answered. */
export const MATCH_ANSWERED = defineMail({ name: 'match.answered', stream: 'invitations' });
export const INVITATION_WITHDRAWN = defineMail({ name: 'match.invitation-withdrawn', stream: 'invitations' });

/** To a provider who was asked or has said yes: the demand is not quite what it was. One of the two, by how far they are. */
export const DEMAND_REVISED = defineMail({ name: 'match.demand-revised', stream: 'invitations' });
export const ENGAGED_DEMAND_REVISED = defineMail({ name: 'engagement.demand-revised', stream: 'engagements' });

/** To the factory. */
export const MATCH_INTERESTED = defineMail({ name: 'match.interested', stream: 'interests' });
export const MATCH_REMINDER = defineMail({ name: 'match.reminder', stream: 'interests' });
export const INTEREST_WITHDRAWN = defineMail({ name: 'match.interest-withdrawn', stream: 'interests' });
/** To the provider. */
export const MATCH_REFUSED = defineMail({ name: 'match.refused', stream: 'interests' });
export const MATCH_LAPSED = defineMail({ name: 'match.lapsed', stream: 'interests' });

/** To both sides, each with the contacts of the other. */
export const ENGAGEMENT_OPENED = defineMail({ name: 'engagement.opened', stream: 'engagements' });
export const ENGAGEMENT_ENDED = defineMail({ name: 'engagement.ended', stream: 'engagements' });

/** How does it stand? To a side that has not told anything of late. */
export const OUTCOME_ASKED = defineMail({ name: 'outcome.asked', stream: 'outcomes' });
/** To the side that is to confirm what the other one states. */
export const OUTCOME_STATED = defineMail({ name: 'outcome.stated', stream: 'outcomes' });
/** To both sides. */
export const OUTCOME_SIGNED = defineMail({ name: 'outcome.signed', stream: 'outcomes' });
export const OUTCOME_ACCEPTED = defineMail({ name: 'outcome.accepted', stream: 'outcomes' });
export const OUTCOME_DISPUTED = defineMail({ name: 'outcome.disputed', stream: 'outcomes' });
export const OUTCOME_SETTLED = defineMail({ name: 'outcome.settled', stream: 'outcomes' });
