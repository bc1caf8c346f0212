import { words } from './phrases.js';

export interface DiffPart {
  readonly kind: 'same' | 'del' | 'ins';
  readonly text: string;
}

/** Beyond this the table of the longest common part grows too big: the changed middle is then shown as a whole. */
const MOST_CELLS = 400_000;

/**
 * What went and what came between two texts, word by word. `same` and `del` joined are the first text, `same` and
 * `ins` the second. By the longest common subsequence, after the equal beginning and end are set aside.
 */
export function diffTexts(before: string, after: string): DiffPart[] {
  const a = words(before);
  const b = words(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const middle = diffWords(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const same = (list: string[]): DiffPart => ({ kind: 'same', text: list.join('') });
  return merge([same(a.slice(0, start)), ...middle, same(a.slice(a.length - end))]);
}

function diffWords(a: string[], b: string[]): DiffPart[] {
  if (a.length * b.length > MOST_CELLS) {
    return [
      { kind: 'del', text: a.join('') },
      { kind: 'ins', text: b.join('') },
    ];
  }
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      parts.push({ kind: 'same', text: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: 'del', text: left });
      i++;
    } else {
      parts.push({ kind: 'ins', text: right ?? '' });
      j++;
    }
  }
  return parts;
}

function merge(parts: readonly DiffPart[]): DiffPart[] {
  const merged: DiffPart[] = [];
  for (const part of parts) {
    if (part.text === '') continue;
    const last = merged.at(-1);
    if (last && last.kind === part.kind) merged[merged.length - 1] = { kind: part.kind, text: last.text + part.text };
    else merged.push(part);
  }
  return merged;
}
