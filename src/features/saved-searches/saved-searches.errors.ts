import { defineErrors } from '../../shared/errors.js';

export const SAVED_ERRORS = defineErrors({
  notFound: { code: 'saved-search.not-found', kind: 'not-found', zh: '没有这条存下的搜索，可能已经去掉。', en: 'There is no such saved search; it may have been removed.' },
  tooMany: { code: 'saved-search.too-many', kind: 'conflict', zh: '最多存 {most} 条。先去掉一条不用的，再存这一条。', en: 'At most {most} can be saved. Remove one that you no longer need.' },
  asksNothing: { code: 'saved-search.asks-nothing', kind: 'invalid', zh: '先写几个词，或选一个条件，再存。', en: 'Type some words or choose a filter before you save it.' },
});
