import { defineTexts } from '../../shared/language.js';
import type { Thing } from '../listings/typed-listing.types.js';

/** How many could answer a demand while it is being written, and what would let more. */
export const ESTIMATE_TEXTS = defineTexts({
  none: { zh: '现在还没有能答的', en: 'Nobody could answer yet' },
  exactly: { zh: '{n} 家能答', en: '{n} could answer' },
  about: { zh: '约 {n} 家能答', en: 'About {n} could answer' },
  atLeast: { zh: '{n} 家以上能答', en: '{n} or more could answer' },
  basis: { zh: '按您现在写的内容估算。', en: 'Estimated from what you have written so far.' },
  caption: { zh: '从条件到邀请，各有多少家', en: 'How many, from the conditions to the invitation' },
  eligible: { zh: '条件合得上', en: 'Meet your conditions' },
  able: { zh: '文字也对得上', en: 'And what is written fits' },
  invited: { zh: '会收到邀请', en: 'Would be invited' },
  countExactly: { zh: '{n}', en: '{n}' },
  countAbout: { zh: '约 {n}', en: 'about {n}' },
  countAtLeast: { zh: '{n} 以上', en: '{n} or more' },
  region: { zh: '另有 {n} 家做得了，但不到{region}服务。', en: '{n} more could do it, but {n|does|do} not serve {region}.' },
  certificates: { zh: '不要求{certificates}，会多 {n} 家。', en: '{n} more could answer if you did not require {certificates}.' },
  words: { zh: '条件合得上、文字对不上的有 {n} 家，多半做的是别的。写写{missing}，做得了的才看得出来。', en: '{n} more {n|meets|meet} your conditions, but the words do not fit; most will do other work. Tell more of what shows who can: {missing}.' },
  wordsTold: { zh: '条件合得上、文字对不上的有 {n} 家，多半做的是别的。多写设备、工艺和行内的叫法，做得了的才看得出来。', en: '{n} more {n|meets|meet} your conditions, but the words do not fit; most will do other work. Name equipment, processes, and the terms of the trade.' },
  wordsNone: { zh: '还没有文字对得上的供给。写写{missing}。', en: 'No offering fits what is written yet. Tell more of: {missing}.' },
  wordsNoneTold: { zh: '还没有文字对得上的供给。发布以后，来一项新供给就比一次。', en: 'No offering fits what is written yet. Once it is published, every new offering is compared with it.' },
  busy: { zh: '估算得太勤了，过一分钟再看。', en: 'Too many estimates at once; look again in a minute.' },
});

export const THING_TEXTS = defineTexts({
  product: { zh: '产品', en: 'product' },
  materials: { zh: '材料', en: 'materials' },
  methods: { zh: '方法', en: 'methods' },
  effect: { zh: '效果', en: 'effect' },
  application: { zh: '应用', en: 'application' },
} satisfies Record<Thing, { zh: string; en: string }>);
