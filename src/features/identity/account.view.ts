import type { Language } from '../../shared/language.js';

export interface AccountView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly phone: string | null;
  readonly language: Language;
  readonly isConfirmed: boolean;
}

/** An account as its owner sees it: no hash, ever. */
export function accountOf({ id, email, name, phone, language, isConfirmed }: AccountView): AccountView {
  return { id, email, name, phone, language, isConfirmed };
}
