/** What terms some documents hold, by their numbers, in typed arrays: six bytes a posting. */
export class HeldTerms {
  private terms = new Int32Array(1 << 14);
  private weights = new Uint16Array(1 << 14);
  /** The postings of the i-th document are those from `starts[i]` up to `starts[i + 1]`. */
  private readonly starts: number[] = [0];

  /** The next document: its terms, and as many weights as the index keeps them. */
  add(terms: ArrayLike<number>, weights: ArrayLike<number>): void {
    this.begin(terms.length);
    for (let i = 0; i < terms.length; i++) this.put(terms[i]!, weights[i]!);
  }

  /** The next document, of which so many postings are put one by one. */
  begin(size: number): void {
    const start = this.starts.at(-1)!;
    if (start + size > this.terms.length) this.grow(start + size);
    this.starts.push(start);
  }

  /** One more posting of the last document. */
  put(term: number, weight: number): void {
    const at = this.starts[this.starts.length - 1]!;
    this.terms[at] = term;
    this.weights[at] = weight;
    this.starts[this.starts.length - 1] = at + 1;
  }

  termsOf(document: number): Int32Array {
    return this.terms.subarray(this.starts[document], this.starts[document + 1]);
  }

  weightsOf(document: number): Uint16Array {
    return this.weights.subarray(this.starts[document], this.starts[document + 1]);
  }

  /** Puts other numbers in the place of those below 0. */
  replaceNegative(numberFor: (negative: number) => number): void {
    for (let i = 0, end = this.starts.at(-1)!; i < end; i++) if (this.terms[i]! < 0) this.terms[i] = numberFor(this.terms[i]!);
  }

  private grow(needed: number): void {
    const [terms, weights] = [new Int32Array(2 * needed), new Uint16Array(2 * needed)];
    terms.set(this.terms);
    weights.set(this.weights);
    [this.terms, this.weights] = [terms, weights];
  }
}
