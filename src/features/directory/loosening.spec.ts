import type { Understanding } from '../vocabulary/vocabulary.types.js';
import { looseningsOf } from './loosening.js';

function understanding(weights: readonly number[], minimumMatch = 1): Understanding {
  const words = weights.map((weight, i) => ({ terms: [{ term: `t${i}`, share: 1 }], weight }));
  return { isTyped: true, words, typed: weights.map((_, i) => `词${i}`), nearWords: words, minimumMatch, most: null, text: '', replaced: [], marks: [] };
}
const dropped = (weights: readonly number[], minimumMatch?: number) => looseningsOf(understanding(weights, minimumMatch)).map((step) => step.map((loosening) => loosening.dropped));

describe('a query that finds nothing', () => {
  it('is asked without its lightest word first, then with ever fewer', () => {
    expect(dropped([3, 1, 2])).toEqual([[['词1'], ['词2'], ['词0']], [['词1', '词2']]]);
    expect(dropped([3, 1])).toEqual([[['词1'], ['词0']]]);
  });

  it('keeps of its words what is left, in their order', () => {
    const [[first] = []] = looseningsOf(understanding([3, 1, 2]));
    expect(first?.understanding.words.map(({ weight }) => weight)).toEqual([3, 2]);
    expect(first?.understanding.typed).toEqual(['词0', '词2']);
  });

  it('is left as it is when it is one word, or a text of which some words are enough', () => {
    expect(dropped([3])).toEqual([]);
    expect(dropped([3, 1, 2], 0.5)).toEqual([]);
    expect(dropped(Array.from({ length: 9 }, () => 1))).toEqual([]);
  });
});
