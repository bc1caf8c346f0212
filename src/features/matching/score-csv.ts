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

/** A line of a demand's list: who, where it stands, and the score as the factory sees it. */
export interface ScoredLine {
  readonly provider: string;
  readonly status: string;
  readonly score: SaidScore;
}

/** The scores of all of a demand's matches, a line a provider, a column a part, in the order of the page. Each line's parts add up to its total. */
export function scoresCsv(lines: readonly ScoredLine[], language: Language): string {
  const parts = [...new Set(lines.flatMap(({ score }) => score.parts.map(({ name }) => name)))];
  const head = [T.enterprise[language], T.situation[language], texts.scoreTotal[language], ...parts];
  const rows = lines.map(({ provider, status, score }) => {
    const points = new Map(score.parts.map((part) => [part.name, part.points]));
    return [provider, status, score.total, ...parts.map((name) => points.get(name) ?? null)];
  });
  return csv([head, ...rows]);
}
