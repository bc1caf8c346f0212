import type { DaysAgo } from './story.types.js';

/** What visitors looked for and did not find: words as they were understood, by how many, where, and on which day. */
export const STORY_SEARCHES: readonly { readonly words: string; readonly region: string; readonly count: number; readonly daysAgo: DaysAgo }[] = [
  { words: '连续退火炉 温控', region: '1302', count: 14, daysAgo: 9 },
  { words: '连续退火炉 温控', region: '', count: 9, daysAgo: 37 },
  { words: '氢脆 试验', region: '12', count: 11, daysAgo: 15 },
  { words: '镁合金 砂铸 小批量', region: '', count: 8, daysAgo: 22 },
  { words: '商密 改造', region: '13', count: 7, daysAgo: 5 },
  { words: '超导 磁体 绕制', region: '11', count: 6, daysAgo: 51 },
  { words: '陶瓷 轴承 磨削', region: '1305', count: 4, daysAgo: 12 },
  { words: '石墨 匣钵', region: '', count: 3, daysAgo: 3 },
];
