import { defineErrors } from '../../shared/errors.js';

/** The refusals that belong to no feature. */
export const HTTP_ERRORS = defineErrors({
  invalid: { code: 'request.invalid', kind: 'invalid', zh: '有几处要改，改好再提交一次。', en: 'Some fields need a change. Correct them and send again.' },
  malformed: { code: 'request.malformed', kind: 'invalid', zh: '这个请求读不懂。请检查格式后再发。', en: 'The request could not be read. Check its format and send again.' },
  tooSlow: { code: 'request.too-slow', kind: 'invalid', zh: '等了太久，内容还没有传完。请换个好一点的网络再发。', en: 'This took too long to arrive. Try again on a better connection.' },
  unauthenticated: { code: 'request.unauthenticated', kind: 'unauthenticated', zh: '请先登录。', en: 'Please sign in first.' },
  forbidden: { code: 'request.forbidden', kind: 'forbidden', zh: '您的账号不能做这件事。需要权限请联系主管部门。', en: 'Your account may not do this. Ask your authority if you need to.' },
  csrf: { code: 'request.form-expired', kind: 'forbidden', zh: '页面放得太久了。请返回上一页，刷新后再提交。', en: 'This page has been open too long. Go back, reload it and send again.' },
  notFound: { code: 'request.not-found', kind: 'not-found', zh: '没有找到这个页面或这条信息。', en: 'There is no such page or record.' },
  conflict: { code: 'request.conflict', kind: 'conflict', zh: '刚才有人先改了。请刷新看看最新的，再决定。', en: 'Somebody changed this just now. Reload, look, and decide again.' },
  tooLarge: { code: 'request.too-large', kind: 'too-large', zh: '内容太大了。请缩短文字，或拆成几次提交。', en: 'That is too large. Shorten it or send it in parts.' },
  unsupported: { code: 'request.unsupported-type', kind: 'unsupported', zh: '不支持这种内容格式。接口请用 application/json。', en: 'This content type is not supported. Use application/json with the API.' },
  tooMany: { code: 'request.too-many', kind: 'too-many', zh: '操作太频繁了。请等 {seconds} 秒再试。', en: 'Too many requests. Try again in {seconds} seconds.' },
  unavailable: { code: 'request.unavailable', kind: 'unavailable', zh: '数据库暂时连不上，什么都没有改变。请稍等再试。', en: 'The database cannot be reached; nothing was changed. Please try again shortly.' },
  internal: { code: 'request.internal', kind: 'unavailable', zh: '没有办成，是我们出了错。请再试一次；还不行，请把请求编号告诉我们。', en: 'Not done; the fault is ours. Try again, and if it persists tell us the request number.' },
});
