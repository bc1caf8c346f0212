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
