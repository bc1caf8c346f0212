import { latinTerms } from '../features/matching/terms/latin-terms.js';
import { Random } from './random.js';

/**
 * Exponent of the tail: rank r is drawn with a chance of about (r + 200)^-1.25 (Zipf and Mandelbrot), so that the number of different words
 * among n draws grows with n^0.8 (Heaps' law) and never stands still, without a memory of what was drawn.
 */
const TAIL_EXPONENT = 1.25;
const SHIFT = 200;
const LAST_RANK = 2 ** 45;

/** Part numbers beside names of brands and firms. */
const MODEL_SHARE = 0.65;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const NAME_CHARACTERS = [
  ...'华宏盛泰昌鑫隆瑞祥恒达通远航天宇龙腾飞凯旋博雅思源智汇科技锐创拓展诚信德润泽丰裕康宁安平顺利嘉美佳优卓越精益求新立伟力强劲松柏青山海洋江河湖北辰光明亮星月阳晨曦旭日升东方西南中原冀津京燕赵滦漳滏唐沧衡邢邯承廊保定石',
];

/** A word that stands in few texts or in one: a part number, the name of a brand or a firm. */
export interface CoinedWord {
  readonly text: string;
  readonly terms: readonly string[];
}

/** Draws a word from an endless list of them. The first ones come often, new ones never stop coming. */
export function drawCoinedWord(random: Random): CoinedWord {
  const rank = Math.min(LAST_RANK, Math.floor(SHIFT * ((1 - random.next()) ** (-1 / (TAIL_EXPONENT - 1)) - 1)));
  return coinedWord(rank);
}

/** The word of a rank: the same each time, another one for nearly every rank. */
function coinedWord(rank: number): CoinedWord {
  const random = new Random(0x636f_696e, rank);
  return random.chance(MODEL_SHARE) ? modelNumber(random) : brandName(random);
}

/** HX-3120, YJV22, 6ES7-315b: as catalogues have them. */
function modelNumber(random: Random): CoinedWord {
  let text = random.chance(0.15) ? String(random.between(2, 9)) : '';
  for (let letters = random.between(1, 4); letters > 0; letters--) text += LETTERS[random.below(26)]!;
  if (random.chance(0.4)) text += '-';
  text += String(random.between(10, random.chance(0.5) ? 999 : 9_999));
  if (random.chance(0.3)) text += LETTERS[random.below(26)]!;
  return { text: text.toUpperCase(), terms: latinTerms(text) };
}

/** Two to four characters that no dictionary has as a word. Taken as one term, as segmentation mostly does with unknown names. */
function brandName(random: Random): CoinedWord {
  let text = '';
  for (let characters = random.pick([2, 3, 3, 4]); characters > 0; characters--) text += random.pick(NAME_CHARACTERS);
  return { text, terms: [text] };
}
