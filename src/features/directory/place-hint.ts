import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { SearchState } from './directory.types.js';

/** A place that stands among the words, and the words without it. */
interface PlaceHint {
  readonly code: string;
  readonly rest: string;
}

/** Provinces and cities are also found in front of a word that goes on (沧州热处理); a county's name may be half of a word. */
const GLUED_LEVELS: readonly string[] = ['province', 'prefecture', 'overlay'];

interface PlaceName {
  readonly code: string;
  readonly name: string;
  readonly isGlued: boolean;
}

/** Of each list of regions that was read: putting the names together takes longer than looking through them. */
const NAMES = new WeakMap<object, readonly PlaceName[]>();

/** The longest name first: 河北省 before 河北, so that nothing of it is left over. */
function namesOf(taxonomy: Pick<TaxonomyService, 'tree' | 'regionPath'>): readonly PlaceName[] {
  const { entries } = taxonomy.tree('region');
  const known = NAMES.get(entries);
  if (known) return known;
  const names = entries.flatMap(({ code, nameZh, level }) => {
    const path = taxonomy.regionPath(code);
    const called = [nameZh, path.zh.split(' ').at(-1)!, path.en.split(', ')[0]!.toLowerCase()];
    return called.map((name): PlaceName => ({ code, name, isGlued: GLUED_LEVELS.includes(level) && /\p{Script=Han}/u.test(name) }));
  });
  names.sort((a, b) => b.name.length - a.name.length);
  NAMES.set(entries, names);
  return names;
}

/**
 * The first word that names a region, as everybody calls it (沧州, Cangzhou) or in full (沧州市). Texts seldom say where they are;
 * the filter knows. Nothing when a region is chosen already.
 */
export function placeHint(state: SearchState, taxonomy: Pick<TaxonomyService, 'tree' | 'regionPath'>): PlaceHint | null {
  if (state.words === '' || state.filters.region.length > 0) return null;
  const names = namesOf(taxonomy);
  const words = state.words.split(' ');
  for (const [i, word] of words.entries()) {
    const lower = word.toLowerCase();
    const place = names.find(({ name, isGlued }) => lower === name || (isGlued && lower.startsWith(name)));
    if (!place) continue;
    const left = word.slice(place.name.length);
    return { code: place.code, rest: [...words.slice(0, i), left, ...words.slice(i + 1)].filter((one) => one !== '').join(' ') };
  }
  return null;
}
