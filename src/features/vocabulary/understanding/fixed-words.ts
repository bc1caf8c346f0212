/** Words for one thing, and how good a stand-in each is for the others, above 0 to 1. */
export interface WordGroup {
  readonly words: readonly string[];
  readonly share: number;
  /** The term that every document has which says any of the words; null where indexing sets none. */
  readonly mark: string | null;
}

/**
 * The words that the program brings along, by any word of their group. As many as its own lists have, so that they are kept in
 * memory; all words normalised.
 */
export class FixedWords {
  private readonly byWord = new Map<string, WordGroup[]>();

  constructor(groups: readonly WordGroup[]) {
    for (const group of groups) {
      for (const word of new Set(group.words)) {
        const known = this.byWord.get(word);
        if (known) known.push(group);
        else this.byWord.set(word, [group]);
      }
    }
  }

  has(word: string): boolean {
    return this.byWord.has(word);
  }

  groupsOf(word: string): readonly WordGroup[] {
    return this.byWord.get(word) ?? [];
  }

  /** Every word, and every single word of those that are several. */
  *words(): IterableIterator<string> {
    for (const word of this.byWord.keys()) {
      yield word;
      if (word.includes(' ')) yield* word.split(' ');
    }
  }
}
