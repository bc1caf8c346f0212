import { defineErrors } from '../../shared/errors.js';

export const DICTIONARY_ERRORS = defineErrors({
  unknown: { code: 'dictionary.unknown', kind: 'not-found', zh: '没有这组同义词，可能已被移除。', en: 'There is no such group. It may have been removed.' },
  stale: { code: 'dictionary.stale', kind: 'conflict', zh: '这组词刚被别人改过。请看过现在的内容再改。', en: 'Somebody has just changed this group. Look at it as it is now, then change it.' },
  full: { code: 'dictionary.full', kind: 'conflict', zh: '词典已有 {most} 组，满了。请先移除用不上的。', en: 'The dictionary holds {most} groups and is full. Remove some that are of no use first.' },
});
