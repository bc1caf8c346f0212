import { z } from 'zod';
import { pageFields, paged } from '../../platform/http/page-query.js';
import { textField } from '../../platform/http/text-field.js';
import { splitWords } from './dictionary-words.js';

/** Far more than a group may hold: who writes too many is told so, and is not cut off. */
const MOST_TYPED = 100;
const LONGEST_TYPED = 200;
const LONGEST_NOTE = 500;

const note = textField(LONGEST_NOTE).default('');
const version = z.coerce.number().int().min(1).max(2_000_000_000);

export const groupBody = z
  .strictObject({ words: z.array(textField(LONGEST_TYPED)).max(MOST_TYPED).meta({ description: 'Two to twenty words that mean the same; the first stands for the group' }), note })
  .meta({ id: 'DictionaryGroupBody' });
export type GroupBody = z.output<typeof groupBody>;

export const changeBody = z
  .strictObject({ ...groupBody.shape, version: version.meta({ description: 'The `version` that you read; another one since then answers 409' }) })
  .meta({ id: 'DictionaryGroupChange' });
export type ChangeBody = z.output<typeof changeBody>;

export const versionQuery = z.object({ version });
export type VersionQuery = z.output<typeof versionQuery>;

export const undoBody = z.strictObject({ version }).meta({ id: 'DictionaryUndo' });
export type UndoBody = z.output<typeof undoBody>;

/** The form's words are one text. */
const typedWords = textField(4_000).transform(splitWords);
export const groupForm = z.object({ words: typedWords, note });
export const changeForm = z.object({ words: typedWords, note, version });

export const dictionaryQuery = z.strictObject({ ...pageFields, word: textField(80).default('').meta({ description: 'Only groups that have a word which holds this' }) });
export type DictionaryQuery = z.output<typeof dictionaryQuery>;

export const groupView = z
  .object({
    id: z.string(),
    words: z.array(z.string()),
    note: z.string(),
    version: z.number().int(),
    changedBy: z.string(),
    updatedAt: z.iso.datetime(),
    isRemoved: z.boolean(),
  })
  .meta({ id: 'DictionaryGroup' });
export type GroupView = z.output<typeof groupView>;

export const groupPage = paged(groupView).meta({ id: 'DictionaryPage' });
export type GroupPage = z.output<typeof groupPage>;
