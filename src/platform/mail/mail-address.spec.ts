import { isMailAddress } from './mail-address.js';

describe('isMailAddress', () => {
  it.each(['a@b', 'wang.fang+mail@xs-test.example', 'li@例子.公司', '李@example.cn', 'x@127.0.0.1', "o'neil@example.com"])(
    'takes %s',
    (address) => expect(isMailAddress(address)).toBe(true),
  );

  it.each([
    ['nothing', ''],
    ['no host', 'wang@'],
    ['no at', 'wang'],
    ['two ats', 'a@b@c'],
    ['a second header', 'a@b.cn\r\nBcc: all@b.cn'],
    ['a second address', 'a@b.cn,c@d.cn'],
    ['angle brackets', '<a@b.cn>'],
    ['a dot at the edge', '.a@b.cn'],
    ['two dots', 'a..b@c.cn'],
    ['a label that ends with a hyphen', 'a@b-.cn'],
    ['an empty label', 'a@b..cn'],
    ['a writing direction mark', 'a\u202Eb@c.cn'],
    ['255 bytes', `a@${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(60)}.${'b'.repeat(10)}`],
    ['a label of 64', `a@${'b'.repeat(64)}.cn`],
  ])('refuses %s', (_, address) => expect(isMailAddress(address)).toBe(false));
});
