/** How a short form says a word; less is more usual. Null: it is none. */
export type ShortFormCost = number | null;

/**
 * How people shorten: they keep the beginnings of the parts (锂电池 of 锂离子·电池, 化纤 of 化学·纤维), drop whole parts at the end (数控 of
 * 数控·机床), and seldom anything else. The short form's characters stand in the word in their order, its first is the word's first.
 *
 * @param parts the word as segmentation cuts it
 * @returns 0 when every part is begun, up to 1 for each part that is left out; null when it is no short form, or the word itself
 */
export function shortFormCost(short: string, parts: readonly string[]): ShortFormCost {
  const wanted = [...short];
  let at = 0;
  let cost = 0;
  for (const part of parts) {
    const characters = [...part];
    let kept = 0;
    while (kept < characters.length && at + kept < wanted.length && characters[kept] === wanted[at + kept]) kept++;
    if (kept === 0) cost += 1;
    at += kept;
  }
  if (at < wanted.length || parts.join('') === short) return null;
  return wanted[0] === [...(parts[0] ?? '')][0] ? cost : null;
}
