const RUN = /[a-z0-9]+(?:[-_./+][a-z0-9]+)*/g;
/** `0.45mm`, `1.5`: a number with a point and perhaps a unit, standing alone. */
const DECIMAL = /(?<![a-z0-9.])\d+\.\d+[a-z]{0,3}(?![a-z0-9.])/g;
const HAS_LETTER = /[a-z]/;
const HAS_DIGIT = /[0-9]/;

/** English words that say nothing about a need. Short on purpose: inverse document frequency does the rest. */
const STOP_WORDS = new Set(
  (
    'a an the and or of for to in on at by with from as is are be was were been this that these those it its we our us you your they their ' +
    'will can may should must need needs needed want wants wanted looking seek seeking require requires required please provide etc ' +
    'not no any all some more most than such into per about other new have has had which who whom when where how what www http https com cn'
  ).split(' '),
);

/** The singular of the plain English plurals; other inflections are left alone, because part numbers look like words. */
function singular(word: string): string {
  if (word.length < 4 || HAS_DIGIT.test(word) || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word;
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}

/** A number tells something (a bearing 6205, a steel 304) from three digits on; shorter ones are quantities. */
function isTelling(part: string): boolean {
  if (!HAS_LETTER.test(part)) return part.length >= 3 && part.length <= 12;
  return part.length >= 2 && part.length <= 40 && !STOP_WORDS.has(part);
}

/**
 * Latin words, abbreviations and part numbers of a normalised text, in order, repeats kept. A part number with
 * separators is kept whole, without them, and in its parts: `6205-2RS` gives `62052rs`, `6205`, `2rs`, so that each of
 * the ways in which people type it finds it.
 */
export function latinTerms(text: string): string[] {
  const terms: string[] = [];
  for (const [run] of text.replace(DECIMAL, ' ').matchAll(RUN)) {
    const parts = run.split(/[-_./+]/);
    if (parts.length > 1) {
      const whole = parts.join('');
      if (HAS_LETTER.test(whole) && HAS_DIGIT.test(whole) && whole.length <= 24) terms.push(whole);
      // A range or a ratio is a quantity, not a name.
      if (!HAS_LETTER.test(run)) continue;
    }
    for (const part of parts) if (isTelling(part)) terms.push(singular(part));
  }
  return terms;
}
