import { z } from 'zod';
import { textField } from '../../platform/http/text-field.js';
import { emailField } from '../identity/email-address.types.js';
import { ENTERPRISE_SIZES } from './enterprises.types.js';

/** The ten answers. The password, the places and the consent are looked at by the page: they have words of their own. */
export const signUpForm = z.object({
  name: textField(100, 1),
  tel: textField(40, 1),
  email: emailField,
  uscc: textField(40, 1),
  company: textField(100, 2),
  size: z.enum(ENTERPRISE_SIZES),
});
export type SignUp = z.output<typeof signUpForm>;
