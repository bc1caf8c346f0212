import { type Language, say, type Text, type TextParams } from './language.js';

/** What went wrong, in words that do not know HTTP; `platform/http` maps each kind to one status. */
export type ErrorKind =
  | 'invalid' // 422: the input cannot be accepted as it is
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'not-found' // 404: also for what the actor may not know of
  | 'conflict' // 409: not in this state, or somebody was faster
  | 'gone' // 410: a link that was used or has expired
  | 'too-large' // 413
  | 'unsupported' // 415
  | 'too-many' // 429
  | 'unavailable'; // 503

/** A refusal with a stable code (`demand.not-draft`) and a text that says what to do next. */
export interface ErrorDefinition extends Text {
  readonly code: string;
  readonly kind: ErrorKind;
}

/** A problem with one field of the input, named by its path (`budget.max`). */
export interface FieldError extends Text {
  readonly field: string;
  readonly params?: TextParams;
}

/** Keeps the literal keys of a feature's refusals. */
export function defineErrors<T extends Record<string, ErrorDefinition>>(errors: T): T {
  return errors;
}

/** The only error that features throw on purpose. */
export class AppError extends Error {
  constructor(
    readonly definition: ErrorDefinition,
    readonly params: TextParams = {},
    readonly fields: readonly FieldError[] = [],
  ) {
    super(definition.code);
    this.name = 'AppError';
  }

  get code(): string {
    return this.definition.code;
  }

  get kind(): ErrorKind {
    return this.definition.kind;
  }

  /** What it says to a reader. */
  in(language: Language): string {
    return say(this.definition, language, this.params);
  }
}
