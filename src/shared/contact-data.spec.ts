import { findContacts } from './contact-data.js';

const kindsIn = (text: string): string[] => findContacts(text).map(({ kind }) => kind);

describe('contact data in a text', () => {
  it.each([
    ['详情打 138 0000 0000。', 'phone'],
    ['电话13800000000', 'phone'],
    ['手机：138-0000-0000，可加', 'phone'],
    ['１３８００００００００', 'phone'],
    ['一三八零零零零零零零零', 'phone'],
    ['幺三八〇〇〇〇〇〇〇〇 王工', 'phone'],
    ['1 3 8 0 0 0 0 0 0 0 0', 'phone'],
    ['+86 138 0000 0000', 'phone'],
    ['打13800000000一下', 'phone'],
    ['0317-8234567 转 801', 'phone'],
    ['(0317) 8234567', 'phone'],
    ['热线 400-800-1234', 'phone'],
    ['sales@example.com', 'email'],
    ['sales (at) example.com', 'email'],
    ['写信到 wang＠example．cn', 'email'],
    ['微信号：wang_gong88', 'wechat'],
    ['加V信 wanggong2020', 'wechat'],
    ['wx: abc12345', 'wechat'],
    ['QQ群：12345678', 'qq'],
    ['见 https://example.com/shop', 'url'],
    ['官网 example.com.cn', 'url'],
  ])('is found in 「%s」', (text, kind) => {
    expect(kindsIn(text)).toEqual([kind]);
  });

  it.each([
    '专利号：ZL201310586887.2，日产100-300吨',
    'FANUC 0i 系统 8 台，华中 8 型 4 台，GB/T 4754-2017',
    '毛坯硬度 180–230 HB，月产 3,200 件，主轴 12000 rpm',
    '臭氧水浓度为16~60ppm，压力2000pa，直径φ0.25~φ0.45mm，4500小时',
    '一二三期工程共一百二十台，二〇二六年九月完成',
    'ERP 有刀具台账接口，PT100、S7-1200、EN 10204 3.1',
    '统一社会信用代码 91130981000000000X',
    '合同编号 20260518123456789',
    'ISO 9001；预算 300000-500000 元',
    '支持微信小程序查看看板',
  ])('is not seen in 「%s」', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  it('says where it stands, a little around it, and each place once', () => {
    expect(findContacts('想采集主轴负载，按刀具编号累计寿命。详情打 138 0000 0000，找王工程师谈。')).toEqual([
      { kind: 'phone', excerpt: '…命。详情打 138 0000 0000，找王工程师…' },
    ]);
    expect(findContacts('13800000000 '.repeat(30))).toHaveLength(30);
  });

  it('stays quick on long texts', () => {
    const started = performance.now();
    for (const text of ['1 ', 'a.', 'x', '微信', 'x@', 'wx ', 'aa@a.cc ']) findContacts(text.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
