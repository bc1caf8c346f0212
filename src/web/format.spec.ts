import * as f from './format.js';

const now = new Date('2026-05-18T06:32:00Z'); // 14:32 in Shanghai, a Monday

describe('dates', () => {
  const end = new Date('2026-05-21T09:00:00Z');

  it('are written in the platform’s zone', () => {
    expect(f.formatDeadline(end, 'zh', now)).toBe('5 月 21 日（周四）17:00');
    expect(f.formatDeadline(end, 'en', now)).toBe('Thu 21 May, 17:00');
    expect(f.formatDate(new Date('2026-12-31T16:30:00Z'), 'zh')).toBe('2027 年 1 月 1 日');
    expect(f.formatDate(end, 'zh', { time: true, now })).toBe('5 月 21 日 17:00');
  });

  it('name the year when it is another one, or nobody says which one it is', () => {
    expect(f.formatDate('2026-06-30', 'zh')).toBe('2026 年 6 月 30 日');
    expect(f.formatDate('2026-06-30', 'zh', { now })).toBe('6 月 30 日');
    expect(f.formatDate('2027-06-30', 'en', { now })).toBe('30 Jun 2027');
    expect(f.formatDate('2027-06-30', 'en', { year: 'never', weekday: true })).toBe('Wed 30 Jun');
  });

  it('are a day without a zone when they have none', () => {
    expect(f.formatDate('2026-01-01', 'zh', { timeZone: 'America/Los_Angeles' })).toBe('2026 年 1 月 1 日');
  });

  it('are told from now when they are near', () => {
    const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
    expect(f.formatRelative(at(0), now, 'zh')).toBe('刚刚');
    expect(f.formatRelative(at(-12), now, 'zh')).toBe('12 分钟前');
    expect(f.formatRelative(at(12), now, 'en')).toBe('in 12 min');
    expect(f.formatRelative(at(-246), now, 'zh')).toBe('今天 10:26');
    expect(f.formatRelative(at(-1350), now, 'zh')).toBe('昨天 16:02');
    expect(f.formatRelative(at(1440), now, 'en')).toBe('tomorrow 14:32');
    expect(f.formatRelative(at(-20_000), now, 'zh')).toBe('5 月 4 日 17:12');
  });

  it('count down in words', () => {
    expect(f.formatWorkingDaysLeft(2, 'zh')).toBe('还有 2 个工作日');
    expect(f.formatWorkingDaysLeft(1, 'en')).toBe('1 working day left');
    expect(f.formatWorkingDaysLeft(0, 'zh')).toBe('今天到期');
    expect(f.formatWorkingDaysLeft(-1, 'zh')).toBe('已过期限');
  });

  it('span', () => {
    expect(f.formatDuration(28 * 3_600_000, 'zh')).toBe('1 天 4 小时');
    expect(f.formatDuration(40 * 60_000, 'zh')).toBe('40 分钟');
    expect(f.formatDuration(60 * 60_000, 'en')).toBe('1 hour');
  });
});

describe('amounts', () => {
  it.each([
    [300_000, 500_000, '30–50 万元', 'CNY 300,000–500,000'],
    [426_000, 426_000, '42.6 万元', 'CNY 426,000'],
    [500_000, null, '50 万元以上', 'From CNY 500,000'],
    [300, 8_000, '300–8,000 元', 'CNY 300–8,000'],
    [null, 200_000, '20 万元以下', 'Up to CNY 200,000'],
    [0, 200_000, '20 万元以下', 'Up to CNY 200,000'],
    [null, null, '面议', 'To be agreed'],
    [12_000_000, 12_340_000, '1,200–1,234 万元', 'CNY 12,000,000–12,340,000'],
  ])('%p to %p', (min, max, zh, en) => {
    expect(f.formatMoneyRange(min, max, 'zh')).toBe(zh);
    expect(f.formatMoneyRange(min, max, 'en')).toBe(en);
  });

  it.each([
    ['30', 300_000],
    ['４２．６', 426_000],
    ['1,200 万元', 12_000_000],
    ['三十', null],
    ['-3', null],
    ['', null],
    ['1e5', null],
  ])('typed as %p', (typed, yuan) => {
    expect(f.yuanOfWan(typed)).toBe(yuan);
  });

  it('come back as they were typed', () => {
    expect(f.wanOfYuan(426_000)).toBe('42.6');
    expect(f.yuanOfWan(f.wanOfYuan(12_345_600))).toBe(12_345_600);
  });
});

describe('figures and codes', () => {
  it('carry a true minus, and no minus on nothing', () => {
    expect(f.formatPoints(-3.2)).toBe('−3.2');
    expect(f.formatPoints(-0.04)).toBe('0.0');
    expect(f.formatNumber(1240)).toBe('1,240');
    expect(f.formatPercent(0.923)).toBe('92%');
  });

  it('are grouped so that they can be read out', () => {
    expect(f.usccGroups('91130981MA0000000X')).toBe('9113 0981 MA00 0000 0X');
    expect(f.usccGroups('too short')).toBe('too short');
    expect(f.phoneGroups('13800000000')).toBe('138 0000 0000');
    expect(f.phoneGroups('+86 138-0000-0000')).toBe('+86 138 0000 0000');
    expect(f.phoneGroups('0317-5551234')).toBe('0317-5551234');
  });

  it('say sizes', () => {
    expect([999, 180_000, 999_600, 2_400_000].map(f.formatBytes)).toEqual(['999 B', '180 kB', '1.0 MB', '2.4 MB']);
  });

  it('cut texts between signs, never inside one', () => {
    expect(f.shorten('🏭🏭🏭', 2)).toBe('🏭🏭……');
    expect(f.shorten(' a\n b ', 9)).toBe('a b');
    expect(f.shorten('titanium milling', 10)).toBe('titanium…');
    expect(f.shorten('刀具寿命预警', 4)).toBe('刀具寿命……');
  });
});

describe('the zone', () => {
  afterEach(() => f.setTimeZone('Asia/Shanghai'));

  it('is the one of the settings, on pages and in mails alike', () => {
    const at = new Date('2026-05-21T09:00:00Z');
    f.setTimeZone('Europe/Berlin');
    expect(f.formatTime(at)).toBe('11:00');
    expect(f.formatDeadline(at, 'en', at)).toBe('Thu 21 May, 11:00');
  });
});
