import { defineErrors } from '../../shared/errors.js';

export const NOTIFICATION_ERRORS = defineErrors({
  listingNotFound: { code: 'link.listing-not-found', kind: 'not-found', zh: '没有找到这条供需信息，可能已经删除。', en: 'There is no such listing; it may have been deleted.' },
});
