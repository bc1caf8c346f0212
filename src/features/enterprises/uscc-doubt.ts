import { type Language, say } from '../../shared/language.js';
import type { EnterpriseQueries } from './enterprises.queries.js';
import { ENTERPRISE_TEXTS } from './enterprises.texts.js';
import { parseUscc } from './uscc.js';
import { USCC_TEXTS } from './uscc.texts.js';

/** Something to look at once more before going on. */
export interface UsccDoubt {
  /** In the stored form: sent back to say that it was looked at. */
  readonly uscc: string;
  readonly message: string;
}

/** What is doubtful about a code that somebody typed: its digits, or that a verified enterprise has it. Null: nothing. */
export async function usccDoubt(queries: EnterpriseQueries, language: Language, typed: string): Promise<UsccDoubt | null> {
  const { uscc, warnings } = parseUscc(typed);
  const [warning] = warnings;
  if (warning) return { uscc, message: say(USCC_TEXTS[warning], language) };
  const name = await queries.verifiedNameOf(uscc);
  return name === null ? null : { uscc, message: say(ENTERPRISE_TEXTS.usccKnown, language, { name }) };
}
