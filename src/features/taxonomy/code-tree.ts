import type { Language } from '../../shared/language.js';
import type { CodeEntry } from './taxonomy.types.js';

/** One list in memory: look up, walk up, walk down. Knows nothing of where the list came from. */
export class CodeTree<Entry extends CodeEntry> {
  private readonly byCode: ReadonlyMap<string, Entry>;
  private readonly byParent = new Map<string | null, Entry[]>();
  private readonly codePaths = new Map<string, readonly string[]>();

  constructor(readonly entries: readonly Entry[]) {
    this.byCode = new Map(entries.map((entry) => [entry.code, entry]));
    for (const entry of entries) {
      const siblings = this.byParent.get(entry.parent);
      if (siblings) siblings.push(entry);
      else this.byParent.set(entry.parent, [entry]);
    }
  }

  /** The entry, also one that is no longer valid: what was stored must go on being shown. */
  find(code: string): Entry | undefined {
    return this.byCode.get(code);
  }

  /** May the code be chosen on a day (YYYY-MM-DD)? */
  isValid(code: string, on: string): boolean {
    const entry = this.byCode.get(code);
    return entry !== undefined && isValidOn(entry, on);
  }

  /** From the top to the entry itself; empty for an unknown code. */
  path(code: string): Entry[] {
    const path: Entry[] = [];
    for (let entry = this.byCode.get(code); entry; entry = entry.parent === null ? undefined : this.byCode.get(entry.parent)) path.unshift(entry);
    return path;
  }

  /** The codes of `path`; the same list each time, since scoring asks for those of hundreds of thousands of listings. */
  codePath(code: string): readonly string[] {
    const known = this.codePaths.get(code);
    if (known !== undefined) return known;
    const path = this.path(code).map((entry) => entry.code);
    // Whatever codes are asked for, no more are kept than there are.
    if (path.length > 0) this.codePaths.set(code, path);
    return path;
  }

  /** The entries right below one; null for the top. In the order of the list. */
  children(parent: string | null): readonly Entry[] {
    return this.byParent.get(parent) ?? [];
  }

  /** Codes of an entry and of all below it; empty for an unknown code. */
  under(code: string): string[] {
    if (!this.byCode.has(code)) return [];
    return [code, ...this.children(code).flatMap((child) => this.under(child.code))];
  }

  /**
   * The entry's name in a language. Without an English name: the next wider one that has it, with the Chinese name behind it. An
   * unknown code is its own name.
   */
  label(code: string, language: Language): string {
    const entry = this.byCode.get(code);
    if (!entry) return code;
    if (language === 'zh') return entry.nameZh;
    if (entry.nameEn !== null) return entry.nameEn;
    const wider = this.path(code).findLast(({ nameEn }) => nameEn !== null);
    return wider ? `${wider.nameEn} (${entry.nameZh})` : entry.nameZh;
  }
}

export function isValidOn(entry: CodeEntry, on: string): boolean {
  return entry.validFrom <= on && (entry.validTo === null || on < entry.validTo);
}
