/** The finals that each initial takes in standard Chinese, written as they are typed (ü as v). */
const SYLLABLES: readonly (readonly [initial: string, finals: string])[] = [
  ['', 'a ai an ang ao e ei en eng er o ou'],
  ['b', 'a ai an ang ao ei en eng i ian iao ie in ing o u'],
  ['p', 'a ai an ang ao ei en eng i ian iao ie in ing o ou u'],
  ['m', 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u'],
  ['f', 'a an ang ei en eng o ou u'],
  ['d', 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo'],
  ['t', 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo'],
  ['n', 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo v ve'],
  ['l', 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo v ve'],
  ['g', 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo'],
  ['k', 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo'],
  ['h', 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo'],
  ['j', 'i ia ian iang iao ie in ing iong iu u uan ue un'],
  ['q', 'i ia ian iang iao ie in ing iong iu u uan ue un'],
  ['x', 'i ia ian iang iao ie in ing iong iu u uan ue un'],
  ['zh', 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo'],
  ['ch', 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo'],
  ['sh', 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo'],
  ['r', 'an ang ao e en eng i ong ou u ua uan ui un uo'],
  ['z', 'a ai an ang ao e ei en eng i ong ou u uan ui un uo'],
  ['c', 'a ai an ang ao e en eng i ong ou u uan ui un uo'],
  ['s', 'a ai an ang ao e en eng i ong ou u uan ui un uo'],
  ['y', 'a an ang ao e i in ing o ong ou u uan ue un'],
  ['w', 'a ai an ang ei en eng o u'],
];

const ALL: ReadonlySet<string> = new Set(SYLLABLES.flatMap(([initial, finals]) => finals.split(' ').map((final) => initial + final)));
const LONGEST = 6;

/**
 * Where words may begin and end in a text that is all pinyin: the places that a way of cutting all of it into syllables goes
 * through, in order, 0 and the length among them. Null when it cannot be cut.
 *
 * @param letters a to z only; an apostrophe parts syllables
 */
export function syllableEnds(letters: string): number[] | null {
  const { length } = letters;
  const reaches = new Array<boolean>(length + 1).fill(false);
  reaches[0] = true;
  for (let at = 0; at < length; at++) if (reaches[at]) for (const end of endsFrom(letters, at)) reaches[end] = true;
  if (!reaches[length]) return null;
  const leads = new Array<boolean>(length + 1).fill(false);
  leads[length] = true;
  for (let at = length - 1; at >= 0; at--) leads[at] = endsFrom(letters, at).some((end) => leads[end]);
  return [...reaches.keys()].filter((at) => reaches[at] && leads[at]);
}

/** Fewest syllables that the whole text can be cut into; 0 when it cannot. */
export function syllableCount(letters: string): number {
  const best = new Array<number>(letters.length + 1).fill(Infinity);
  best[0] = 0;
  for (let at = 0; at < letters.length; at++) for (const end of endsFrom(letters, at)) best[end] = Math.min(best[end]!, best[at]! + 1);
  const count = best[letters.length]!;
  return count === Infinity ? 0 : count;
}

function endsFrom(letters: string, at: number): number[] {
  const ends: number[] = [];
  for (let end = at + 1; end <= Math.min(at + LONGEST, letters.length); end++) if (ALL.has(letters.slice(at, end))) ends.push(end);
  return ends;
}
