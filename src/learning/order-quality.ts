/**
 * How well scores put the wanted before the unwanted, for many samples of the same lessons: they are sorted once, and a sample only says
 * how often each of them was drawn.
 */
export class OrderQuality {
  private readonly order: readonly number[];

  constructor(
    private readonly scores: readonly number[],
    private readonly isWanted: readonly boolean[],
  ) {
    this.order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  }

  /**
   * The chance that a wanted one scores above an unwanted one, ties counted half (the area under the ROC curve). NaN when one kind is missing.
   * @param times how often each lesson counts; all once when not given
   */
  of(times?: ArrayLike<number>): number {
    const count = (i: number): number => (times === undefined ? 1 : times[i]!);
    let [wanted, unwanted, above] = [0, 0, 0];
    for (let start = 0; start < this.order.length; ) {
      let [tiedWanted, tiedUnwanted, end] = [0, 0, start];
      for (; end < this.order.length && this.scores[this.order[end]!] === this.scores[this.order[start]!]; end += 1) {
        const i = this.order[end]!;
        if (this.isWanted[i]) tiedWanted += count(i);
        else tiedUnwanted += count(i);
      }
      above += tiedWanted * (unwanted + tiedUnwanted / 2);
      wanted += tiedWanted;
      unwanted += tiedUnwanted;
      start = end;
    }
    return above / (wanted * unwanted);
  }
}
