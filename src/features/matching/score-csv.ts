import type { Language } from '../../shared/language.js';
import { csv } from '../../web/csv.js';
import { texts } from '../../web/texts.js';
import { PAGE_TEXTS as T } from './match-pages.texts.js';
import type { SaidScore } from './match-words.service.js';

/** The tables of a score as the page shows them, one below the other: a line for each part, then the total. Points are plain numbers. */
export function scoreCsv(score: SaidScore, language: Language): string {
  const tables = [{ name: T.scoreMain, ...score }, ...(score.provider ? [{ name: T.scoreReturn, ...score.provider }] : [])];
  const head = [T.scoreTable, texts.scorePart, texts.scoreBasis, texts.scorePoints, T.scoreMost].map((text) => text[language]);
  const rows = tables.flatMap(({ name, parts, total }) => [
    ...parts.map((part) => [name[language], part.name, part.because, part.points, part.max ?? null]),
    [name[language], texts.scoreTotal[language], null, total, null],
  ]);
  return csv([head, ...rows]);
}
