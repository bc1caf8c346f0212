import { defineErrors } from '../../../shared/errors.js';

export const WEIGHTS_ERRORS = defineErrors({
  notFound: { code: 'weights.not-found', kind: 'not-found', zh: '没有这一版权重。', en: 'There is no such version of the weights.' },
  notYours: {
    code: 'weights.not-yours',
    kind: 'forbidden',
    zh: '权重管着所有地区的匹配，只有秘书处的管理员能改。',
    en: 'The weights decide matches in all regions; only an administrator of the secretariat may change them.',
  },
  changedSince: {
    code: 'weights.changed-since',
    kind: 'conflict',
    zh: '您打开以后，有人换过权重：现在用的是{name}。这次没有生效，请看过现在的表再试算一次。',
    en: 'Somebody has changed the weights since you opened this: {name} is in force. Nothing was changed now; look at the present table and try again.',
  },
  inForce: { code: 'weights.in-force', kind: 'conflict', zh: '{name}已经在用，不用再换。', en: '{name} is in force already.' },
  same: { code: 'weights.same', kind: 'invalid', zh: '和现在用的表一样，没有什么可试算的。', en: 'These are the weights in force; there is nothing to try.' },
  negative: { code: 'weights.negative', kind: 'invalid', zh: '权重不能是负数：合适的反而会被扣分。', en: 'A weight cannot be negative: what fits would lose points.' },
  factoryEmpty: { code: 'weights.factory-empty', kind: 'invalid', zh: '需求方这张表全是 0，就没有分数了。请至少给一项权重。', en: 'All weights of the factory’s table are 0, so there would be no score. Give at least one part a weight.' },
  providerEmpty: { code: 'weights.provider-empty', kind: 'invalid', zh: '服务商这张表全是 0。请至少给一项权重。', en: 'All weights of the provider’s table are 0. Give at least one part a weight.' },
  matterEmpty: {
    code: 'weights.matter-empty',
    kind: 'invalid',
    zh: '文字和类别不能都是 0：没有它们，就不知道两边说的是不是一件事，什么也不会推荐。',
    en: 'Wording and category cannot both be 0: without them nothing says whether the two are about the same thing, and nothing would be suggested.',
  },
});
