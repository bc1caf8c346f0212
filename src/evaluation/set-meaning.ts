import { readCodeList } from '../features/taxonomy/code-list.file.js';
import { listingTexts, type ListingTexts, normalisedPassage } from '../features/matching/meaning/listing-texts.js';
import { makeVectors } from '../features/matching/meaning/make-vectors.js';
import { type ListingVectors, type MeaningSpace, meaningSpace } from '../features/matching/meaning/meaning-space.js';
import { vocabularyOf } from '../features/matching/meaning/vocabulary.js';
import type { KnownMeaning } from '../features/matching/scoring/score.js';
import { type Embedder, MOST_TEXTS } from '../platform/embedder/embedder.js';
import type { JudgedSet } from './judged-set.js';
import { quantile } from './metrics.js';
import { VectorFile } from './vector-file.js';

/** The vectors of a whole set, as the product would make them. */
export interface SetMeaning extends KnownMeaning {
  readonly space: MeaningSpace;
  /** What the vectors of one demand took, in milliseconds, over those that were made now; null when all stood on disk. */
  readonly msOfADemand: number | null;
}

/** Vectors of every text of a set; those that stand in `folder` from an earlier run are not made again. Null without an embedder. */
export async function meaningOfSet({ demands, offerings }: Pick<JudgedSet, 'demands' | 'offerings'>, embedder: Embedder, folder: string, tell: (line: string) => void): Promise<SetMeaning | null> {
  const model = await embedder.model();
  if (model === null) return null;
  const file = new VectorFile(folder, model, embedder);
  const names = vocabularyOf([...readCodeList('service-category').entries, ...readCodeList('industry').entries]);
  const read = (texts: readonly { id: string; title: string; body: string }[]): { id: string; texts: ListingTexts }[] =>
    texts.flatMap((text) => {
      const found = listingTexts(text);
      return found === null ? [] : [{ id: text.id, texts: found }];
    });
  const [wanted, offered] = [read(demands), read(offerings)];

  const times: number[] = [];
  const vectors = new Map<string, ListingVectors>();
  for (const { id, texts } of wanted) {
    const isNew = file.lacking([texts.whole, ...texts.passages.map(normalisedPassage)]).length > 0;
    const start = performance.now();
    vectors.set(id, await makeVectors(file, texts, true));
    if (isNew) times.push(performance.now() - start);
  }
  await fill(file, [...names, ...offered.flatMap(({ texts }) => [texts.title, texts.whole])], tell);
  for (const { id, texts } of offered) vectors.set(id, await makeVectors(file, texts, false));
  const space = meaningSpace(model, await embedAll(file, names));
  return { space, vectors, msOfADemand: times.length === 0 ? null : quantile(times, 0.5) };
}

/** Many at a time, with a line each half minute. */
async function fill(file: VectorFile, texts: readonly string[], tell: (line: string) => void): Promise<void> {
  const lacking = file.lacking(texts);
  let toldAt = performance.now();
  for (let i = 0; i < lacking.length; i += MOST_TEXTS) {
    await file.embed(lacking.slice(i, i + MOST_TEXTS));
    if (performance.now() - toldAt < 30_000) continue;
    toldAt = performance.now();
    tell(`vectors: ${i + MOST_TEXTS} of ${lacking.length}`);
  }
}

async function embedAll(file: VectorFile, texts: readonly string[]): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let i = 0; i < texts.length; i += MOST_TEXTS) vectors.push(...(await file.embed(texts.slice(i, i + MOST_TEXTS))));
  return vectors;
}
