/** Signs before the first found word, so that it does not stand alone at the edge. */
const LEAD = 12;

/**
 * The part of a text that says most of the words, in signs (not bytes, never inside a surrogate pair), with …… where it was
 * cut. Without a found word: the beginning. Plain text: whoever writes HTML escapes it, and marks afterwards.
 */
export function snippetOf(text: string, words: readonly string[], length: number): string {
  const signs = [...text.replace(/\s+/g, ' ').trim()];
  if (signs.length <= length) return signs.join('');
  const start = bestStart(signs, words, length);
  const part = signs.slice(start, start + length).join('').trim();
  return `${start > 0 ? '……' : ''}${part}${start + length < signs.length ? '……' : ''}`;
}

/** Where the window with the most different words begins; among equals the first. */
function bestStart(signs: readonly string[], words: readonly string[], length: number): number {
  const finds = findsOf(signs, words);
  let best = { start: 0, value: 0 };
  for (const { at } of finds) {
    const start = Math.min(Math.max(0, at - LEAD), Math.max(0, signs.length - length));
    const inside = new Map(finds.filter((find) => find.at >= start && find.end <= start + length).map(({ word, end, at: from }) => [word, end - from]));
    const value = [...inside.values()].reduce((sum, size) => sum + size, 0);
    if (value > best.value) best = { start, value };
  }
  return best.start;
}

interface Find {
  readonly word: string;
  readonly at: number;
  readonly end: number;
}

/** At most this many places are compared: a word of one letter may stand everywhere. */
const MOST_FINDS = 60;

function findsOf(signs: readonly string[], words: readonly string[]): Find[] {
  // Sign by sign, because lower case may be longer than upper case (İ) and would shift every place after it.
  const lower = signs.map((sign) => sign.toLowerCase());
  const finds: Find[] = [];
  for (const word of new Set(words.map((one) => one.toLowerCase()).filter((one) => one !== ''))) {
    const wanted = [...word];
    for (let at = 0; at + wanted.length <= lower.length && finds.length < MOST_FINDS; at += 1) {
      if (wanted.every((sign, i) => lower[at + i] === sign)) finds.push({ word, at, end: at + wanted.length });
    }
  }
  return finds.sort((a, b) => a.at - b.at);
}
