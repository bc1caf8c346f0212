import { defineErrors } from '../../shared/errors.js';

export const IDENTITY_ERRORS = defineErrors({
  emailTaken: { code: 'account.email-taken', kind: 'conflict', zh: '这个邮箱已经注册过。请登录；忘了密码，可以重设。', en: 'This address already has an account. Sign in, or reset the password if you forgot it.' },
  wrongPassword: { code: 'account.wrong-password', kind: 'unauthenticated', zh: '邮箱或密码不对。请再试一次，或重设密码。', en: 'E-mail or password is not right. Try again or reset the password.' },
  wrongToken: { code: 'account.wrong-token', kind: 'unauthenticated', zh: '这个访问令牌不对或已失效。请换一个新的。', en: 'This access token is wrong or has ended. Please get a new one.' },
  wrongCurrentPassword: { code: 'account.wrong-current-password', kind: 'forbidden', zh: '现在的密码不对，没有改。请再输一次，或退出后重设。', en: 'That is not your current password; nothing was changed. Type it again, or sign out and reset it.' },
  noSuchAccount: { code: 'account.not-found', kind: 'not-found', zh: '没有找到这个账号。', en: 'There is no such account.' },
  noSuchSession: { code: 'account.session-not-found', kind: 'not-found', zh: '这台设备已经退出，不用再退一次。', en: 'That device is signed out already.' },
  noSuchToken: { code: 'account.token-not-found', kind: 'not-found', zh: '没有这个访问令牌，可能已经撤销。', en: 'There is no such access token; it may have been revoked.' },
  tooManyTokens: { code: 'account.too-many-tokens', kind: 'conflict', zh: '访问令牌最多 {n} 个。请先撤销不用的。', en: 'There can be {n} access tokens at most. Revoke those you no longer use.' },
  weakPassword: { code: 'account.weak-password', kind: 'invalid', zh: '请换一个密码。', en: 'Please choose another password.' },
});
