import { type Embedder, MOST_TEXTS } from '../../../platform/embedder/embedder.js';
import { type ListingTexts, normalisedPassage } from './listing-texts.js';
import { type ListingVectors, UNREAD } from './meaning-space.js';
import { quantise } from './quantised.js';

/** The part of the port that is needed here: the evaluation puts a store on disk before it. */
export type Embeds = Pick<Embedder, 'embed'>;

/**
 * The vectors of one listing. The whole is the mean of what the title says and of what title and body say together: the title names the
 * matter, the body may drift away from it (matching.md, finding 10).
 * @throws EmbedderError
 */
export async function makeVectors(embedder: Embeds, { title, whole, passages, isChinese }: ListingTexts, withPassages: boolean): Promise<ListingVectors> {
  if (!isChinese) return UNREAD;
  const shown = withPassages ? passages : [];
  const read = shown.map(normalisedPassage);
  const wanted = [...new Set([title, whole, ...read])];
  const vectors = new Map<string, Float32Array>();
  for (let i = 0; i < wanted.length; i += MOST_TEXTS) {
    const texts = wanted.slice(i, i + MOST_TEXTS);
    for (const [j, vector] of (await embedder.embed(texts)).entries()) vectors.set(texts[j]!, vector);
  }
  const of = (text: string): Float32Array => vectors.get(text)!;
  const mean = of(title).map((value, i) => value + of(whole)[i]!);
  return { whole: quantise(mean), passages: read.map((text) => quantise(of(text))), passageTexts: shown };
}
