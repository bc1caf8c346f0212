import { z } from 'zod';
import { idField, optionalText, textField } from '../../platform/http/text-field.js';
import { LANGUAGES } from '../../shared/language.js';
import { emailField } from './email-address.types.js';
import { MIN_PASSWORD, passwordField } from './password.types.js';

export const nameField = textField(100, 1);
export const phoneField = optionalText(40);

export const registerBody = z
  .strictObject({
    email: emailField,
    password: passwordField.meta({ description: `At least ${MIN_PASSWORD} characters` }),
    name: nameField,
    phone: phoneField,
    language: z.enum(LANGUAGES).optional().meta({ description: 'Of mails; the language of the request where it is left out' }),
  })
  .meta({ id: 'Registration' });
export type RegisterBody = z.output<typeof registerBody>;

export const resetBody = z.strictObject({ email: emailField }).meta({ id: 'PasswordResetRequest' });
export type ResetBody = z.output<typeof resetBody>;

export const signInBody = z
  .strictObject({
    email: emailField,
    password: passwordField,
    name: textField(100, 1).default('API').meta({ description: 'What the token is called in the list of tokens' }),
  })
  .meta({ id: 'SignIn' });
export type SignInBody = z.output<typeof signInBody>;

export const profileBody = z
  .strictObject({ name: nameField.optional(), phone: textField(40).transform((v) => v || null).nullish(), language: z.enum(LANGUAGES).optional() })
  .meta({ id: 'ProfileChange' });
export type ProfileBody = z.output<typeof profileBody>;

export const passwordBody = z
  .strictObject({ current: passwordField, next: passwordField.meta({ description: `At least ${MIN_PASSWORD} characters` }) })
  .meta({ id: 'PasswordChange' });
export type PasswordBody = z.output<typeof passwordBody>;

const MAX_TOKEN_DAYS = 365;

export const tokenBody = z
  .strictObject({ name: textField(100, 1), days: z.number().int().min(1).max(MAX_TOKEN_DAYS).default(90) })
  .meta({ id: 'NewToken' });
export type TokenBody = z.output<typeof tokenBody>;

const instant = z.iso.datetime();

export const issuedToken = z
  .object({ id: idField, token: z.string().meta({ description: 'Shown this once' }), expiresAt: instant })
  .meta({ id: 'IssuedToken' });

export const account = z
  .object({
    id: idField,
    email: z.string(),
    name: z.string(),
    phone: z.string().nullable(),
    language: z.enum(LANGUAGES),
    isConfirmed: z.boolean().meta({ description: 'Whether the link in the first mail was opened' }),
  })
  .meta({ id: 'Account' });

export const registered = z.object({ account, token: issuedToken }).meta({ id: 'Registered' });

export const me = account
  .extend({
    memberships: z.array(z.object({ enterpriseId: idField, role: z.enum(['owner', 'editor', 'viewer']) })),
    office: z
      .object({
        officerId: idField,
        authorityId: idField,
        regionCode: z.string().nullable(),
        roles: z.array(z.enum(['reviewer', 'supervisor', 'administrator'])),
      })
      .nullable(),
  })
  .meta({ id: 'Me' });

export const sessionList = z
  .object({ items: z.array(z.object({ id: idField, createdAt: instant, lastSeenAt: instant, userAgent: z.string(), isCurrent: z.boolean() })) })
  .meta({ id: 'SessionList' });

export const tokenList = z
  .object({ items: z.array(z.object({ id: idField, name: z.string(), createdAt: instant, lastUsedAt: instant.nullable(), expiresAt: instant })) })
  .meta({ id: 'TokenList' });
