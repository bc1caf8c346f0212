import { createHash } from 'node:crypto';
import { normalise } from '../terms/normalise.js';

/** Raise it when the same listing gives other texts: vectors are made anew. */
const MEANING_RECIPE = 2;

/** Under this name vectors are kept: those of another model, or of texts that were made in another way, are not compared with them. */
export function vectorsName(model: string): string {
  return `${model}+${MEANING_RECIPE}`;
}

/** A model reads some 500 characters: the title and this much of the body say what is wanted. */
const MOST_OF_A_TEXT = 520;

const PASSAGES = 16;
const SHORTEST_PASSAGE = 6;
const LONGEST_PASSAGE = 200;

/** What a model reads of a listing: title and whole normalised, because most models know small letters alone. */
export interface ListingTexts {
  readonly title: string;
  /** Title and body as one text; equal to the title where there is no body. */
  readonly whole: string;
  /** Its sentences as they were written, for a demand: an offering may answer one of them and none of the others. */
  readonly passages: readonly string[];
  /**
   * Only Chinese is compared: the space is measured on Chinese names, and seen from their middle all that is English lies together, whatever it
   * says. Measured: English demands got worse matches by it (docs/benchmarks.md).
   */
  readonly isChinese: boolean;
}

/**
 * Null for a text of nothing but spaces.
 * @param asked the part of the body whose sentences stand for themselves: a foundry is no answer to what the milled parts are cast of
 */
export function listingTexts({ title, body, asked = body }: { readonly title: string; readonly body: string; readonly asked?: string }): ListingTexts | null {
  const normalised = { title: normalise(title).trim(), body: normalise(body).trim() };
  const whole = cut(`${normalised.title} ${normalised.body}`.trim(), MOST_OF_A_TEXT);
  if (whole === '') return null;
  return { title: cut(normalised.title || whole, MOST_OF_A_TEXT), whole, passages: passagesOf(`${title}\n${asked}`), isChinese: isChinese(`${title} ${body}`) };
}

/** A third of the letters: types and names of brands are Latin in Chinese texts too, and a Latin word has more letters. */
const CHINESE_SHARE = 0.3;

function isChinese(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => /\p{Script=Han}/u.test(letter)).length >= CHINESE_SHARE * letters.length;
}

/** A passage as a model reads it. */
export function normalisedPassage(passage: string): string {
  return normalise(passage).trim() || passage;
}

/** The first so many units, without half a character at the end. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** Sentences and lines, without those that are too short to mean anything. */
function passagesOf(text: string): string[] {
  const sentences = text.split(/[。；;！!？?\n]+|\.\s+/u).map((sentence) => cut(sentence.trim(), LONGEST_PASSAGE));
  return sentences.filter(({ length }) => length >= SHORTEST_PASSAGE).slice(0, PASSAGES);
}

/** Tells whether vectors still belong to a text; the recipe is part of it. */
export function textHash({ title, whole, passages }: ListingTexts): string {
  return createHash('sha256').update(JSON.stringify([MEANING_RECIPE, title, whole, passages])).digest('hex').slice(0, 32);
}
