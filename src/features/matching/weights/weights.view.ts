import type { Language } from '../../../shared/language.js';
import { FACTORY_PARTS, PROVIDER_PARTS } from '../explanation.js';
import { FACTORY_PART_TEXTS, PROVIDER_PART_TEXTS } from '../explanation.texts.js';
import { sharesOf, type WeightTables } from '../scoring/weights.js';
import { FACTORY_MEANINGS, PROVIDER_MEANINGS } from './weights.texts.js';
import type { WeightsVersion } from './weights.types.js';
import type { VersionView, WeightsView } from './weights.dto.js';

type PartRow = WeightsView['factory'][number];

/** Both tables in words, in the order in which scores show their parts. */
export function tablesOf({ factory, provider }: WeightTables, language: Language): { factory: PartRow[]; provider: PartRow[] } {
  const [ofFactory, ofProvider] = [sharesOf(factory), sharesOf(provider)];
  const rounded = (share: number): number => Math.round(share * 10) / 10;
  return {
    factory: FACTORY_PARTS.map((part) => ({ part, name: FACTORY_PART_TEXTS[part][language], meaning: FACTORY_MEANINGS[part][language], weight: factory[part], share: rounded(ofFactory[part]) })),
    provider: PROVIDER_PARTS.map((part) => ({ part, name: PROVIDER_PART_TEXTS[part][language], meaning: PROVIDER_MEANINGS[part][language], weight: provider[part], share: rounded(ofProvider[part]) })),
  };
}

export function versionViewOf(version: WeightsVersion, inForce: string, language: Language): VersionView {
  const { name, origin, note, authorName, madeAt, base, trial } = version;
  return {
    name,
    origin,
    note,
    author: authorName,
    madeAt: madeAt.toISOString(),
    base,
    isInForce: name === inForce,
    ...tablesOf(version, language),
    trial: trial && {
      ...trial,
      topRises: [...trial.topRises],
      topFalls: [...trial.topFalls],
      invitations: trial.invitations.map(({ demand, no, instead }) => ({ demand, no: [...no], instead: [...instead] })),
    },
  };
}
