import type { Language } from '../../shared/language.js';
import type { Place } from '../../web/components/picker.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';

/** What a field made of typed words: a code, or the places to choose among. */
export interface CodePick {
  /** Null while nothing is chosen. */
  readonly code: string | null;
  /** What the field shows: the whole name of what was chosen, else what was typed. */
  readonly text: string;
  /** To choose among; empty when a code is chosen or nothing was found. */
  readonly found: readonly Place[];
}

/** Finds the region that somebody wrote in words, pinyin or as a code, and chose among what was found. */
export function pickRegion(taxonomy: TaxonomyService, typed: string, chosen: string, language: Language): CodePick {
  const place = (code: string): Place => ({ code, name: taxonomy.regionPath(code)[language] });
  const known = taxonomy.region(chosen);
  return pick(typed, known ? place(known.code) : null, (text) => taxonomy.suggestRegions(text, 8).map(({ code }) => place(code)));
}

/** The same for an industry. */
export function pickIndustry(taxonomy: TaxonomyService, typed: string, chosen: string, language: Language): CodePick {
  const place = (code: string): Place => ({ code, name: taxonomy.label('industry', code, language) });
  const known = taxonomy.industry(chosen);
  return pick(typed, known ? place(known.code) : null, (text) => taxonomy.suggestIndustries(text, 8).map(({ code }) => place(code)));
}

function pick(typed: string, chosen: Place | null, find: (text: string) => Place[]): CodePick {
  const text = typed.trim().slice(0, 100);
  if (chosen && (text === '' || text === chosen.name)) return { code: chosen.code, text: chosen.name, found: [] };
  const found = text === '' ? [] : find(text);
  // What was chosen before counts as long as it still fits what is written now.
  const only = found.find(({ code }) => code === chosen?.code) ?? found.find(({ name }) => name === text) ?? (found.length === 1 ? found[0] : undefined);
  return only ? { code: only.code, text: only.name, found: [] } : { code: null, text, found };
}
