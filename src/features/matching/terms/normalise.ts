import { readFileSync } from 'node:fs';

let simplified: ReadonlyMap<string, string> | undefined;

function loadSimplified(): ReadonlyMap<string, string> {
  const lines = readFileSync(new URL('./simplified.txt', import.meta.url), 'utf8').split('\n').filter((line) => !line.startsWith('#'));
  const characters = [...lines.join('')];
  const map = new Map<string, string>();
  for (let i = 0; i + 1 < characters.length; i += 2) map.set(characters[i]!, characters[i + 1]!);
  return map;
}

/**
 * The one spelling under which texts are compared: NFKC (full width → half width, ligatures), traditional → simplified
 * character by character, lower case. Character by character is enough here: both sides of a comparison go the same way.
 */
export function normalise(text: string): string {
  simplified ??= loadSimplified();
  const table = simplified;
  return text
    .normalize('NFKC')
    .replace(/\p{Script=Han}/gu, (character) => table.get(character) ?? character)
    .toLowerCase();
}
