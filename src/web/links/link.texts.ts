import { defineTexts } from '../../shared/language.js';

export const LINK_TEXTS = defineTexts({
  usedTitle: { zh: '您答的是「{answer}」', en: 'You answered “{answer}”' },
  usedText: { zh: '这条链接已用过，不用再点。', en: 'This link was used; there is no need to open it again.' },
  undo: { zh: '撤销，重新回答', en: 'Undo and answer again' },
  undone: { zh: '撤销了，请重新回答', en: 'Undone; please answer again' },
  expiredTitle: { zh: '这条链接过期了', en: 'This link has expired' },
  expiredText: { zh: '{date} 起失效。登录以后还能接着办；重置密码请重新申请一封信。', en: 'It ended on {date}. Log in and go on there; to reset a password, ask for a new mail.' },
  login: { zh: '登录', en: 'Log in' },
  nothingChanges: { zh: '打开本页不会改变任何事，按下确认才生效。', en: 'Opening this page changes nothing; it counts when you confirm.' },
  oneUse: { zh: '链接只能用一次，{date} 失效。', en: 'The link works once and ends on {date}.' },
});
