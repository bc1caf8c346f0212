/**
 * Where the lines of a heading may break. The words come from whoever knows them: the application hands in its
 * segmenter once at boot (`setPhraseSegmenter`); before that, and in tests, the segmenter of ICU stands in.
 */
type Segmenter = (text: string) => readonly string[];

const icu = new Intl.Segmenter('zh', { granularity: 'word' });
let segment: Segmenter = (text) => [...icu.segment(text)].map((part) => part.segment);

/** Hands in the application's segmenter: its words joined have to be the text again. */
export function setPhraseSegmenter(segmenter: Segmenter): void {
  segment = segmenter;
}

/** The words of a text with everything between them; joined they are the text again. */
export function words(text: string): string[] {
  return [...segment(text)];
}

const HAN = /^\p{Script=Han}+$/u;
/** May not begin a line: closing marks, and the small words that lean on what stands before them. */
const LEANS_BACK = /^(?:[\p{Pe}\p{Pf}，。、；：！？…％%,.;:!?·~/\s-]+|[的地得了着过与和及或等级型类件台套条项家年月日号第]|以[上下内外])$/u;
/** May not end a line: opening marks. */
const LEANS_ON = /[\p{Ps}\p{Pi}]$/u;
const LONGEST_GLUED = 4;

/**
 * A text cut into pieces between which a line may break; joined they are the text again. Words of one sign are glued
 * together (雄安新区 comes as four signs from a segmenter that does not know it), punctuation to the word before it,
 * and Latin words and numbers stay with each other, since they break at their own spaces.
 */
export function phrases(text: string): string[] {
  const pieces: string[] = [];
  let isLastSingle = false;
  for (const word of segment(text)) {
    const last = pieces.at(-1);
    const isSingle = HAN.test(word) && [...word].length === 1;
    const isGlued =
      last !== undefined &&
      (LEANS_BACK.test(word) ||
        LEANS_ON.test(last) ||
        (!HAN.test(word) && !/\p{Script=Han}$/u.test(last)) ||
        (isSingle && isLastSingle && [...last].length < LONGEST_GLUED));
    if (isGlued) pieces[pieces.length - 1] = last + word;
    else pieces.push(word);
    isLastSingle = isSingle;
  }
  return pieces;
}
