import type { Text } from '../../shared/language.js';

/** A page to be read: sections with a heading each. */
export interface Reading {
  readonly title: Text;
  readonly description: Text;
  readonly lead: Text;
  readonly sections: readonly ReadingSection[];
}

export interface ReadingSection {
  /** Can be linked to. */
  readonly id: string;
  readonly title: Text;
  readonly paragraphs?: readonly Text[];
  readonly points?: readonly Text[];
}
