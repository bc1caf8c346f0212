import { defineTexts } from '../../shared/language.js';

export const SAVED_TEXTS = defineTexts({
  title: { zh: '存下的搜索', en: 'Saved searches' },
  lead: { zh: '有新的，合成一封信寄给您，从不一条一封。多久寄一次，在「收信方式」里选。', en: 'What is new comes in one letter, never one a search. How often is your choice under “What you get by mail”.' },
  mail: { zh: '收信方式', en: 'What you get by mail' },
  none: { zh: '还没有存下的搜索', en: 'No saved searches yet' },
  noneText: { zh: '在「找服务商」里搜一次，按「有新的就告诉我」，以后有新的就寄给您。', en: 'Search once under “Providers” and press “Tell me what is new”.' },
  find: { zh: '去找找看', en: 'Go and search' },
  savedTitle: { zh: '存下了。有新的就寄到您的邮箱。', en: 'Saved. What is new comes to your mailbox.' },
  removedTitle: { zh: '去掉了：{title}', en: 'Removed: {title}' },
  restoredTitle: { zh: '放回来了', en: 'It is back' },
  remove: { zh: '去掉', en: 'Remove' },
  since: { zh: '{date}存下', en: 'Saved {date}' },
  newOnes: { zh: '近 7 天新增 {count}', en: '{count} new in 7 days' },
  nothingNew: { zh: '近 7 天没有新的', en: 'Nothing new in 7 days' },
  account: { zh: '账号', en: 'Account' },
  // The letter
  subject: { zh: '您关注的有新的：{count} 条', en: '{count} new for your saved searches' },
  preheader: { zh: '{titles}', en: '{titles}' },
  intro: { zh: '您存下的搜索有这些新的。', en: 'This is new for your saved searches.' },
  found: { zh: '{title}：新 {count} 条', en: '{title}: {count} new' },
  more: { zh: '看全部', en: 'See all' },
  demand: { zh: '需求', en: 'Demand' },
  offering: { zh: '供给', en: 'Offering' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  because: { zh: '您存下了这些搜索', en: 'you saved these searches' },
});
