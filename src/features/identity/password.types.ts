import { z } from 'zod';

/** Characters as people count them. */
export const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 200;

/** A password as it comes in: any text. Whether a new one is good is a question for `passwordProblem`. */
export const passwordField = z
  .string()
  .min(1)
  .max(2 * MAX_PASSWORD)
  .refine((value) => value.isWellFormed());
