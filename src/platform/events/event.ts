/** Something that happened, in the past tense, dotted: `listing.published`. Its payload is ids and small facts. */
export interface EventDefinition<Payload extends object> {
  readonly type: string;
  /** Never set: carries the payload's type. */
  readonly payload?: Payload;
}

export function defineEvent<Payload extends object>(type: string): EventDefinition<Payload> {
  return { type };
}
