import { z } from 'zod';
import { optionalText, textField } from '../../platform/http/text-field.js';
import { LANGUAGES } from '../../shared/language.js';
import { emailField } from './email-address.types.js';
import { nameField, phoneField } from './identity.dto.js';
import { passwordField } from './password.types.js';

/** What the pages' forms send: the same rules as for programs, on text alone. */
export const signInForm = z.object({ email: emailField, password: passwordField });
export const forgotForm = z.object({ email: emailField });
export const aloneForm = z.object({ name: nameField, phone: phoneField, email: emailField, password: passwordField });
export const profileForm = z.object({ name: nameField, phone: optionalText(40), language: z.enum(LANGUAGES) });
export const passwordForm = z.object({ current: passwordField, next: passwordField });
export const tokenForm = z.object({ tokenName: textField(100, 1), tokenDays: z.coerce.number().int().min(1).max(365) });
