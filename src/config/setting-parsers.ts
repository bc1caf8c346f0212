import { z } from 'zod';

/**
 * Parsers from the text of an environment variable. Their messages complete the sentence
 * "NAME …" and never repeat the value, which may hold a password.
 */

export const flag = choice('0', '1').transform((value) => value === '1');

export function choice<const T extends string>(...values: T[]) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

export function wholeNumber(min: number, max: number) {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error });
}

export function url(...protocols: string[]) {
  const prefixes = protocols.map((protocol) => `${protocol}://`).join(' or ');
  return z.string().refine(
    (value) => {
      if (!URL.canParse(value)) return false;
      const { protocol, hostname } = new URL(value);
      return hostname !== '' && protocols.includes(protocol.slice(0, -1));
    },
    { error: `must be an address that begins with ${prefixes}` },
  );
}

/** An IANA zone name that this Node knows. */
export const timeZone = z.string().refine(
  (value) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: value });
      return true;
    } catch {
      return false;
    }
  },
  { error: 'must be a time zone such as Asia/Shanghai' },
);

/** `address@host` or `Name <address@host>`; a line break would open the door to forged mail headers. */
export const sender = z.string().regex(/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
  error: 'must be an address such as no-reply@example.org or "Name <no-reply@example.org>"',
});

/** What Fastify's `trustProxy` takes: nobody, everybody, a number of hops, or addresses and networks. */
export const trustedProxies = z.string().transform((value): boolean | number | string[] => {
  if (value === 'true' || value === 'false') return value === 'true';
  if (/^\d+$/.test(value)) return Number(value);
  return value.split(',').map((part) => part.trim());
});
