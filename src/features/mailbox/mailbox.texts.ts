import { defineTexts } from '../../shared/language.js';

export const texts = defineTexts({
  title: { zh: '本机邮箱', en: 'Mail on this machine' },
  lead: {
    zh: '没有设置 SMTP_URL，平台发出的邮件都留在这里，没有寄给任何人。这一页只有本机能打开。',
    en: 'SMTP_URL is not set, so every mail of the platform stays here and reaches nobody. Only this machine can open this page.',
  },
  to: { zh: '收件人地址', en: 'Recipient’s address' },
  everybody: { zh: '看所有人的邮件', en: 'Mails to everybody' },
  when: { zh: '时间', en: 'When' },
  recipient: { zh: '收件人', en: 'To' },
  sender: { zh: '发件人', en: 'From' },
  subject: { zh: '标题', en: 'Subject' },
  noSubject: { zh: '（无标题）', en: '(no subject)' },
  empty: { zh: '还没有邮件', en: 'No mail yet' },
  emptyWhy: {
    zh: '注册账号、提交审核、发布需求都会产生邮件，几秒钟后出现在这里。',
    en: 'Registering, submitting for review and publishing a demand all send mail; it appears here within seconds.',
  },
  emptyFor: { zh: '这个地址还没有收到邮件', en: 'No mail to this address yet' },
  html: { zh: '邮件正文', en: 'The mail as it looks' },
  text: { zh: '纯文本', en: 'Plain text' },
  headers: { zh: '邮件头', en: 'Headers' },
});
