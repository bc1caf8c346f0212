import { AppError, defineErrors } from '../../shared/errors.js';
import type { Text } from '../../shared/language.js';

export const mailErrors = defineErrors({
  unknownLink: {
    code: 'mail-link.unknown',
    kind: 'not-found',
    zh: '打不开这条链接：地址不完整，或者被改动过。请从邮件里整条复制，或者直接点邮件里的按钮。',
    en: 'This link does not open: part of it is missing or was changed. Copy all of it from the mail, or use the button there.',
  },
  expiredLink: {
    code: 'mail-link.expired',
    kind: 'gone',
    zh: '这条链接已经过期。请登录后继续办理；重置密码请重新申请一封邮件。',
    en: 'This link has expired. Log in and go on there; to reset a password, ask for a new mail.',
  },
  usedLink: {
    code: 'mail-link.used',
    kind: 'gone',
    zh: '这条链接已经用过，事情已经办好，不用再点。',
    en: 'This link was already used; it is done, and there is no need to open it again.',
  },
  chosenSince: { code: 'mail.chosen-since', kind: 'conflict', zh: '撤销不了：收信方式后来又改过。现在的没有动。', en: 'This can no longer be undone: your choices have changed again since. They stay as they are now.' },
  noWayBack: {
    code: 'mail-link.no-way-back',
    kind: 'conflict',
    zh: '这一步撤销不了：后来又有人办过，或时间已过。登录以后看现在怎样。',
    en: 'This can no longer be undone: somebody has acted since, or it is too late. Log in to see how it stands.',
  },
  unknownMessage: {
    code: 'mailbox.unknown',
    kind: 'not-found',
    zh: '没有这封邮件，可能已经被更新的邮件挤掉了。请回到收件列表。',
    en: 'There is no such mail; newer ones may have pushed it out. Go back to the list.',
  },
  noMailbox: {
    code: 'mailbox.none',
    kind: 'not-found',
    zh: '这里没有收件箱：邮件已交给 SMTP_URL 指定的服务器投递。',
    en: 'There is no mailbox here: mail is delivered by the server that SMTP_URL names.',
  },
});

/** The refusal of a second use, telling what the first one answered. */
export function usedLinkError(answer: Text | undefined): AppError {
  if (!answer) return new AppError(mailErrors.usedLink);
  return new AppError({
    ...mailErrors.usedLink,
    zh: `这条链接已经用过，您答的是「${answer.zh}」。`,
    en: `This link was already used: you answered “${answer.en}”.`,
  });
}
