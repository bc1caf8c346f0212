import { defineLinkPurpose } from '../../platform/mail/link-purpose.js';

/** What the links in mails are for, and what came of one, in the words of 「这条链接已用过，您答的是「……」」. */
export const CONFIRM_LINK = defineLinkPurpose({
  name: 'account.confirm-address',
  outcomes: { confirmed: { zh: '确认邮箱', en: 'Confirm the address' } },
});

export const RESET_LINK = defineLinkPurpose({
  name: 'account.reset-password',
  outcomes: { reset: { zh: '设了新密码', en: 'Set a new password' } },
});

export const RENEW_LINK = defineLinkPurpose({
  name: 'listing.renew',
  outcomes: {
    renewed: { zh: '还需要，续期', en: 'Still needed, renew' },
    fulfilled: { zh: '已经解决', en: 'Already solved' },
    withdrawn: { zh: '不需要了', en: 'No longer needed' },
  },
});
