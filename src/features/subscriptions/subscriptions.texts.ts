import { defineTexts } from '../../shared/language.js';

export const texts = defineTexts({
  stopTitle: { zh: '不再收「{stream}」邮件', en: 'Stop mails about “{stream}”' },
  stopLead: {
    zh: '打开本页不会改变任何事，按下按钮才生效。别的邮件照常寄。',
    en: 'Opening this page changes nothing; the button does. All other mail goes on as before.',
  },
  stopPrice: {
    zh: '停了以后，这类事情不再发邮件告诉您，登录后在工作台能看到。',
    en: 'You will then no longer hear of such things by mail; you find them in your workspace after logging in.',
  },
  stop: { zh: '不再收', en: 'Stop them' },
  keep: { zh: '接着收', en: 'Keep them' },
  stoppedTitle: { zh: '已经停了：「{stream}」邮件', en: 'Stopped: mails about “{stream}”' },
  stoppedLead: {
    zh: '这类邮件不会再寄给您。以后想收，随时从这一页恢复。',
    en: 'These mails no longer come to you. You can have them again from this page at any time.',
  },
  resume: { zh: '恢复接收', en: 'Send them again' },
  resumedNotice: { zh: '好了，「{stream}」邮件会照常寄给您。', en: 'Done: mails about “{stream}” come to you again.' },
});

/** What comes in each stream. */
export const streamHints = defineTexts({
  invitations: { zh: '有需求请您来做，三个工作日内答复', en: 'A demand that you are asked to answer within three working days' },
  interests: { zh: '服务商对您的需求有意向，或者您的意向有了答复', en: 'A provider is interested in your demand, or your own interest was answered' },
  engagements: { zh: '双方都同意后的联系方式，对接结束', en: 'The contacts once both sides have agreed, and the end of an engagement' },
  outcomes: { zh: '请您确认对接的成效', en: 'We ask what came of an engagement' },
  reviews: { zh: '企业和供需信息的审核决定，到期前的询问', en: 'Decisions about your enterprise and listings, and whether a listing is still needed' },
  'saved-searches': { zh: '您存下的搜索有了新结果', en: 'New results of the searches that you saved' },
});

export const preferenceTexts = defineTexts({
  title: { zh: '收信方式', en: 'What you get by mail' },
  account: { zh: '账号', en: 'Account' },
  lead: { zh: '寄到 {email}。停了的，登录后在工作台照样看得到。', en: 'Sent to {email}. What you stop you still find in your workspace.' },
  instant: { zh: '马上寄', en: 'At once' },
  daily: { zh: '一天一封', en: 'Once a day' },
  weekly: { zh: '一周一封', en: 'Once a week' },
  off: { zh: '不寄', en: 'Not at all' },
  accountStream: { zh: '确认邮箱、重置密码这类账号邮件一直会寄。', en: 'Mails about the account itself, such as a new password, always come.' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '存好了。', en: 'Saved.' },
  takenBack: { zh: '收信方式照旧', en: 'Your mails come as before' },
});
