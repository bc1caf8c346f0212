import { pinyin, polyphonic } from 'pinyin-pro';

/**
 * The keys under which a word of the vocabulary is found when it is not typed as it is written. Each kind has its own first
 * letter, so that one index holds them all and every question is an equality (or, while typing, a prefix).
 */
export const PINYIN = 'p';
export const INITIALS = 'i';
/** A Chinese word with one of its characters left open: 伺服电_. */
const HOLE = 'h';
/** A Latin word with one of its letters left out, or as it is: two words with such a key in common are about one edit apart. */
const EDIT = 'e';

/** What a longer word is found by that is asked for by its short form, and by its beginning: these are no stored keys. */
export const LONG_FORM = 's';
export const BEGINNING = 'b';

const HAN_WORD = /^\p{Script=Han}{2,10}$/u;
const LATIN_WORD = /^[a-z]{4,24}$/;
/** Words of two characters have hundreds of neighbours: of them only those that sound alike are looked for. */
const HOLES_FROM = 3;
/** Of each character the second reading at most, and so many in all: 车 is also jū, but hardly in a factory's word. */
const MOST_READINGS = 6;

/** All keys of a word, each once; none for what is neither a Chinese word of 2 to 10 characters nor a Latin one of 4 to 24 letters. */
export function keysOfWord(word: string): string[] {
  if (LATIN_WORD.test(word)) return editKeys(word);
  if (!HAN_WORD.test(word)) return [];
  const readings = readingsOf(word);
  const keys = readings.flatMap((syllables) => [PINYIN + syllables.join(''), INITIALS + syllables.map((syllable) => syllable[0]).join('')]);
  return [...new Set([...keys, ...holeKeys(word)])];
}

/** 伺服电级 gives h_服电级, h伺_电级, h伺服_级, h伺服电_. */
export function holeKeys(word: string): string[] {
  const characters = [...word];
  return characters.length < HOLES_FROM ? [] : characters.map((_, i) => HOLE + characters.with(i, '_').join(''));
}

export function editKeys(word: string): string[] {
  return [...new Set([EDIT + word, ...Array.from(word, (_, i) => EDIT + word.slice(0, i) + word.slice(i + 1))])];
}

/** How a Chinese text is most likely read, as it is typed. */
export function soundOf(han: string): string {
  return pinyin(han, { toneType: 'none', type: 'array' }).map(typedSyllable).join('');
}

/** The likely reading first, then those in which one character has its second reading. */
function readingsOf(word: string): string[][] {
  const likely = pinyin(word, { toneType: 'none', type: 'array' }).map(typedSyllable);
  const readings = [likely];
  for (const [i, choices] of polyphonic(word, { toneType: 'none', type: 'array' }).entries()) {
    const other = choices.slice(0, 2).map(typedSyllable).find((syllable) => syllable !== likely[i]);
    if (other !== undefined && readings.length < MOST_READINGS) readings.push(likely.with(i, other));
  }
  // 滤 is typed lv; who has no v on the mind types lu.
  return readings.some((reading) => reading.some((syllable) => syllable.includes('v'))) ? [...readings, likely.map((syllable) => syllable.replace('v', 'u'))] : readings;
}

const typedSyllable = (syllable: string): string => syllable.replaceAll('ü', 'v');
