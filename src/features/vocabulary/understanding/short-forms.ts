/** How a short form says a word; less is more usual. Null: it is none. */
export type ShortFormCost = number | null;

/** A character that is left out inside of a part, as in 线切割 → 线割, is less usual than one at a part's end. */
const GAP = 0.5;

/**
 * How people shorten: they keep the beginnings of the parts (锂电池 of 锂离子·电池, 化纤 of 化学·纤维), drop whole parts at the end (数控 of
 * 数控·机床), or keep first and last of a short word (线割 of 线切割). The short form's characters stand in the word in their
 * order, its first is the word's first.
 *
 * @param parts the word as segmentation cuts it
 * @returns 0 when just the end of each part is left out, more for each gap and each part that is left out; null when it is no short form, or the word itself
 */
export function shortFormCost(short: string, parts: readonly string[]): ShortFormCost {
  const wanted = [...short];
  if (parts.join('') === short || wanted[0] !== [...(parts[0] ?? '')][0]) return null;
  let at = 0;
  let cost = 0;
  for (const part of parts) {
    const start = at;
    let wasLeftOut = false;
    for (const character of part) {
      if (character !== wanted[at]) {
        wasLeftOut = true;
        continue;
      }
      if (wasLeftOut) cost += GAP;
      wasLeftOut = false;
      at += 1;
    }
    if (at === start) cost += 1;
  }
  return at < wanted.length ? null : cost;
}
