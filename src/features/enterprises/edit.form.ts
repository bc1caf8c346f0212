import { z } from 'zod';
import { currentLanguage } from '../../platform/http/request-context.js';
import { optionalText, textField } from '../../platform/http/text-field.js';
import { say } from '../../shared/language.js';
import { yuanOfWan } from '../../web/format.js';
import { emailField } from '../identity/email-address.types.js';
import { websiteField } from './enterprises.dto.js';
import { ENTERPRISE_TEXTS } from './enterprises.texts.js';
import { ENTERPRISE_SIZES } from './enterprises.types.js';

/** An amount in 万元 as typed, in CNY; nothing typed is null. */
const wan = textField(30).transform((text, context) => {
  if (text === '') return null;
  const yuan = yuanOfWan(text);
  if (yuan === null) context.addIssue({ code: 'custom', message: say(ENTERPRISE_TEXTS.badAmount, currentLanguage()) });
  return yuan;
});

/** The form of an enterprise's details. The legal facts are there while they may be changed. */
export const editForm = z
  .object({
    company: textField(100, 2).optional(),
    uscc: textField(40, 1).optional(),
    size: z.enum(ENTERPRISE_SIZES),
    description: textField(4000),
    website: websiteField,
    address: optionalText(200),
    contactName: textField(100, 1),
    contactPhone: textField(40, 1),
    contactEmail: emailField,
    capacity: z.coerce.number().int().min(0).max(100),
    orderMin: wan,
    orderMax: wan,
    version: z.coerce.number().int().min(1),
  })
  .refine(({ orderMin, orderMax }) => orderMin === null || orderMax === null || orderMin <= orderMax, {
    path: ['orderMax'],
    error: () => say(ENTERPRISE_TEXTS.badRange, currentLanguage()),
  });
