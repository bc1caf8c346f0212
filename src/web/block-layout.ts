/** How wide a cell of the title block asks to be: of 4 columns on a wide page, of 2 on a phone. */
export interface Asked {
  readonly width?: 'half' | 'full';
  readonly phoneFull?: boolean;
}

export interface Span {
  /** 1 to 4. */
  readonly wide: number;
  /** 1 or 2. */
  readonly phone: number;
}

/**
 * The columns that each cell takes, so that every row is filled: a ruled box with a hole in it looks broken, and
 * which facts a listing has differs. The last cell of a row takes what is left of it.
 */
export function blockSpans(cells: readonly Asked[]): Span[] {
  const wide = fillRows(
    cells.map((c) => (c.width === 'full' ? 4 : c.width === 'half' ? 2 : 1)),
    4,
  );
  const phone = fillRows(
    cells.map((c) => (c.width === 'full' || c.phoneFull ? 2 : 1)),
    2,
  );
  return cells.map((_, i) => ({ wide: wide[i] ?? 1, phone: phone[i] ?? 1 }));
}

function fillRows(asked: readonly number[], columns: number): number[] {
  const spans: number[] = [];
  let used = 0;
  asked.forEach((span, i) => {
    if (used + span > columns) {
      const last = spans.length - 1;
      spans[last] = (spans[last] ?? 0) + columns - used;
      used = 0;
    }
    used += span;
    const isLast = i === asked.length - 1;
    spans.push(isLast ? span + columns - used : span);
    if (used === columns) used = 0;
  });
  return spans;
}
