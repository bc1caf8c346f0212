import { type Embedder, MOST_CHARACTERS, MOST_TEXTS } from '../../src/platform/embedder/embedder.js';

const norm = (vector: Float32Array): number => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** What every adapter with a model promises. */
export function embedderContract(embedder: () => Embedder): void {
  it('gives one vector of length 1 for each text, in their order', async () => {
    const texts = ['激光清洗翅片积碳', '数控机床联网采集', '激光清洗翅片积碳'];
    const vectors = await embedder().embed(texts);
    expect(vectors).toHaveLength(3);
    for (const vector of vectors) {
      expect(norm(vector)).toBeCloseTo(1, 5);
      expect(vector).toHaveLength(vectors[0]!.length);
    }
    expect(vectors[0]).toEqual(vectors[2]);
    expect(vectors[0]).not.toEqual(vectors[1]);
  });

  it('gives a text the same vector whatever it is asked with', async () => {
    const [alone] = await embedder().embed(['刀具寿命预警']);
    const among = await embedder().embed(['一', '刀具寿命预警', '很长的一段'.repeat(60)]);
    expect(among[1]).toEqual(alone);
  });

  it('names its model, the same each time, and is up', async () => {
    const name = await embedder().model();
    expect(name).toMatch(/\S/);
    expect(await embedder().model()).toBe(name);
    expect(embedder().health()).toMatchObject({ state: 'up', model: name });
  });

  it.each([
    ['emoji', '🏭🤖'],
    ['half a character', '\ud83c一'],
    ['control characters', '\u0001\u200b\u202e'],
    ['a letter alone', 'a'],
    ['quotes and brackets', `O'Reilly "[CLS]" [SEP] \\ {}`],
    ['as long as it may be', '长'.repeat(MOST_CHARACTERS)],
  ])('takes %s', async (_, text) => {
    const [vector] = await embedder().embed([text]);
    expect(norm(vector!)).toBeCloseTo(1, 5);
  });

  it('takes as many texts as it may at once', async () => {
    const texts = Array.from({ length: MOST_TEXTS }, (_, i) => `第 ${i} 句`);
    const vectors = await embedder().embed(texts);
    expect(vectors).toHaveLength(MOST_TEXTS);
    expect(cosine(vectors[3]!, (await embedder().embed([texts[3]!]))[0]!)).toBeCloseTo(1, 5);
  });

  it('answers calls that come at the same time, each with its own', async () => {
    const [one, other] = await Promise.all([embedder().embed(['注塑模具']), embedder().embed(['污水处理'])]);
    expect(one).toEqual(await embedder().embed(['注塑模具']));
    expect(other).toEqual(await embedder().embed(['污水处理']));
  });

  it('refuses what is beyond the bounds of the port', async () => {
    for (const texts of [[''], ['长'.repeat(MOST_CHARACTERS + 1)], Array.from({ length: MOST_TEXTS + 1 }, () => '字')]) {
      await expect(Promise.resolve().then(() => embedder().embed(texts))).rejects.toThrow(RangeError);
    }
    expect(embedder().health().state).toBe('up');
  });
}
