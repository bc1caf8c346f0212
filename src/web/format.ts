import { DAY_MS } from '../shared/durations.js';
import type { Language } from '../shared/language.js';
import { currentTimeZone } from '../platform/http/request-context.js';

/**
 * How figures, dates and codes are written on pages and in mails (design: tabular figures, 万元, en dash, true minus,
 * our own strings with a space between Han and digits). Pages show an instant in the reader's zone where that is known, everything else
 * in the platform's.
 */
let platformZone = 'Asia/Shanghai';

/** Said once at boot, from the setting TIME_ZONE; before that, and in tests of views, it is the zone of the three regions. */
export function setTimeZone(zone: string): void {
  platformZone = zone;
}

/** The zone of the platform: of its working days, its deadlines, its mails. */
export function timeZone(): string {
  return platformZone;
}

/** The zone in which instants are shown: the reader's on a page, where it is known, else the platform's. */
export function shownZone(): string {
  return currentTimeZone() ?? platformZone;
}

interface Parts {
  year: number;
  month: number;
  day: number;
  weekday: number;
  time: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function parts(at: Date, zone: string): Parts {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  const found = new Map(formatter.formatToParts(at).map((p) => [p.type, p.value]));
  return {
    year: Number(found.get('year')),
    month: Number(found.get('month')),
    day: Number(found.get('day')),
    weekday: WEEKDAYS_EN.indexOf(found.get('weekday') ?? ''),
    time: `${found.get('hour')}:${found.get('minute')}`,
  };
}

const WEEKDAYS_ZH = ['日', '一', '二', '三', '四', '五', '六'];
const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface DateStyle {
  /** With （周四） / Thu. */
  readonly weekday?: boolean;
  /** With 17:00. */
  readonly time?: boolean;
  /** `auto` names the year only when it is not the one of `now`. */
  readonly year?: 'always' | 'never' | 'auto';
  readonly now?: Date;
  readonly timeZone?: string;
}

/**
 * An instant, or a day as `2026-05-21`: `5 月 21 日（周四）17:00`, `Thu 21 May, 17:00`; with its year
 * `2026 年 6 月 30 日`, `30 Jun 2026`. The default names the year unless `now` is given and has the same.
 */
export function formatDate(value: Date | string, language: Language, style: DateStyle = {}): string {
  const zone = style.timeZone ?? shownZone();
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  // A plain day has no zone: noon in UTC is read back in UTC.
  const at = isDay ? new Date(`${value}T12:00:00Z`) : new Date(value);
  const p = parts(at, isDay ? 'UTC' : zone);
  const mode = style.year ?? (style.now ? 'auto' : 'always');
  const withYear = mode === 'always' || (mode === 'auto' && (!style.now || parts(style.now, zone).year !== p.year));
  const time = style.time && !isDay ? p.time : '';
  if (language === 'zh') {
    const day = `${withYear ? `${p.year} 年 ` : ''}${p.month} 月 ${p.day} 日`;
    const weekday = style.weekday ? `（周${WEEKDAYS_ZH[p.weekday]}）` : '';
    return `${day}${weekday}${time && !weekday ? ' ' : ''}${time}`;
  }
  const day = `${style.weekday ? `${WEEKDAYS_EN[p.weekday]} ` : ''}${p.day} ${MONTHS_EN[p.month - 1]}${withYear ? ` ${p.year}` : ''}`;
  return time ? `${day}, ${time}` : day;
}

/** A deadline in full: `5 月 21 日（周四）17:00`. */
export function formatDeadline(at: Date, language: Language, now?: Date): string {
  return formatDate(at, language, { weekday: true, time: true, ...(now && { now }) });
}

/** `14:32` of an instant. */
export function formatTime(at: Date, zone = shownZone()): string {
  return parts(at, zone).time;
}

/**
 * How long ago, or from now: `刚刚`, `12 分钟前`, `今天 10:26`, `昨天 16:02`, then the date. Future instants:
 * `12 分钟后`, `今天 17:00`, `明天 09:00`.
 */
export function formatRelative(at: Date, now: Date, language: Language, zone = shownZone()): string {
  const distance = at.getTime() - now.getTime();
  const minutes = Math.round(Math.abs(distance) / 60_000);
  const zh = language === 'zh';
  if (minutes < 1) return zh ? '刚刚' : 'just now';
  if (minutes < 60) {
    if (distance < 0) return zh ? `${minutes} 分钟前` : `${minutes} min ago`;
    return zh ? `${minutes} 分钟后` : `in ${minutes} min`;
  }
  const days = Math.round((dayStart(at, zone) - dayStart(now, zone)) / DAY_MS);
  const word = { '-1': zh ? '昨天' : 'yesterday', '0': zh ? '今天' : 'today', '1': zh ? '明天' : 'tomorrow' }[String(days)];
  if (word) return `${word} ${formatTime(at, zone)}`;
  return formatDate(at, language, { time: true, now, timeZone: zone });
}

function dayStart(at: Date, zone: string): number {
  const p = parts(at, zone);
  return Date.UTC(p.year, p.month - 1, p.day);
}

/** A span of time in its one or two biggest units: `1 天 4 小时`, `40 分钟`. */
export function formatDuration(milliseconds: number, language: Language): string {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / 60_000));
  const zh = language === 'zh';
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const say = (n: number, zhUnit: string, enUnit: string): string => (zh ? `${n} ${zhUnit}` : `${n} ${enUnit}${n === 1 ? '' : 's'}`);
  if (days > 0) return say(days, '天', 'day') + (hours > 0 && days < 7 ? ` ${say(hours, '小时', 'hour')}` : '');
  if (hours > 0) return say(hours, '小时', 'hour');
  return zh ? `${minutes} 分钟` : `${minutes} min`;
}

/** `还有 2 个工作日` / `2 working days left`; 0 is the last day, below 0 it is over. The count comes from the calendar. */
export function formatWorkingDaysLeft(days: number, language: Language): string {
  if (days < 0) return language === 'zh' ? '已过期限' : 'Past its time';
  if (days === 0) return language === 'zh' ? '今天到期' : 'Ends today';
  return language === 'zh' ? `还有 ${days} 个工作日` : `${days} working ${days === 1 ? 'day' : 'days'} left`;
}

/** `1,240`; a minus is a true one. */
export function formatNumber(value: number, digits = 0): string {
  const text = grouped(Math.abs(value).toFixed(digits));
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** Commas between thousands. By hand: `toLocaleString` makes a formatter for each call, which a long list would feel. */
function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? text : `${text}.${fraction}`;
}

/** A share between 0 and 1: `92%`, no space. */
export function formatPercent(share: number, digits = 0): string {
  return `${formatNumber(share * 100, digits)}%`;
}

/** A score or a part of one, always with one digit: `82.4`, `−3.2`. */
export function formatPoints(points: number): string {
  return formatNumber(points, 1);
}

/** CNY as 万元 without the unit: `30`, `42.6`, at most two digits; for the value of a money field too (no commas). */
export function wanOfYuan(yuan: number): string {
  return String(Math.round(yuan / 100) / 100);
}

/** What was typed in a money field (万元) as CNY, or null when it is not an amount. Full-width digits and commas pass. */
export function yuanOfWan(typed: string): number | null {
  const text = typed.normalize('NFKC').replace(/[,\s]|万元?/g, '');
  if (!/^\d{1,9}(\.\d{1,4})?$/.test(text)) return null;
  return Math.round(Number(text) * 10_000);
}

/**
 * An amount or a range of CNY: `30–50 万元`, `50 万元以上`, `20 万元以下`, `面议` without any; below 10,000 in 元. English writes
 * the unit first: `CNY 300,000–500,000`.
 */
export function formatMoneyRange(min: number | null, max: number | null, language: Language): string {
  const zh = language === 'zh';
  const isSmall = Math.max(min ?? 0, max ?? 0) < 10_000;
  const amount = (yuan: number): string => (zh && !isSmall ? formatWan(yuan) : formatNumber(yuan));
  const unit = isSmall ? '元' : '万元';
  if (min === null && max === null) return zh ? '面议' : 'To be agreed';
  if (min === null || (min === 0 && max !== null)) return zh ? `${amount(max ?? 0)} ${unit}以下` : `Up to CNY ${amount(max ?? 0)}`;
  if (max === null) return zh ? `${amount(min)} ${unit}以上` : `From CNY ${amount(min)}`;
  if (min === max) return zh ? `${amount(min)} ${unit}` : `CNY ${amount(min)}`;
  return zh ? `${amount(min)}–${amount(max)} ${unit}` : `CNY ${amount(min)}–${amount(max)}`;
}

function formatWan(yuan: number): string {
  return grouped(wanOfYuan(yuan));
}

/** One amount of CNY: `12.8 万元`, `CNY 128,000`. */
export function formatMoney(yuan: number, language: Language): string {
  return formatMoneyRange(yuan, yuan, language);
}

/** A unified social credit code in its groups of 4-4-4-4-2; what is not 18 signs long stays as it is. */
export function usccGroups(code: string): string {
  return /^[0-9A-Z]{18}$/i.test(code) ? code.replace(/^(.{4})(.{4})(.{4})(.{4})(.{2})$/, '$1 $2 $3 $4 $5') : code;
}

/** A mobile number of mainland China as 3-4-4, with or without +86; any other number stays as it is. */
export function phoneGroups(phone: string): string {
  const digits = phone.replace(/[\s-]/g, '');
  const match = /^(\+?86)?(1\d{2})(\d{4})(\d{4})$/.exec(digits);
  if (!match) return phone;
  return `${match[1] ? '+86 ' : ''}${match[2]} ${match[3]} ${match[4]}`;
}

/** A file's size in kB or MB of 1,000 bytes: `180 kB`, `2.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A list between equals: `刀具寿命、主轴负载` / `tool life, spindle load`. */
export function formatList(items: readonly string[], language: Language): string {
  return items.join(language === 'zh' ? '、' : ', ');
}

/** A text cut at a length in signs (not bytes, never inside a surrogate pair or a Latin word), with …… or, after Latin, … where it was cut. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const signs = [...line];
  if (signs.length <= length) return line;
  const cut = signs.slice(0, length).join('');
  const isInsideWord = /^[A-Za-z]/.test(signs[length] ?? '');
  const whole = (isInsideWord ? cut.replace(/(?<=\s)[A-Za-z]+$/, '') : cut).trimEnd();
  return whole + (/[A-Za-z\d]$/.test(whole) ? '…' : '……');
}
