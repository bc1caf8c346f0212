import type { Text } from '../../shared/language.js';
import type { BudgetBand } from '../matching/budget-bands.types.js';
import type { DeadlineBand } from './deadline-bands.js';
import { DIRECTORY_TEXTS as T } from './directory.texts.js';

/** What a band of money or of days is called. @param code one of the bands' */
export function bandName(code: string): Text {
  return T[`band_${code as BudgetBand | DeadlineBand}`];
}
