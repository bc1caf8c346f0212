const SECRET_NAME = /^(password|passwd|pass|secret|secretkey|token|authorization|cookie|set-cookie|apikey|api_key|secret_key)$/i;
const MAX_DEPTH = 5;
const REMOVED = '[removed]';

/** Takes passwords out of addresses, and tokens out of links and headers, wherever they stand in a text. */
export function redactText(text: string): string {
  return text
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s/@]*@/gi, `$1:${REMOVED}@`)
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${REMOVED}`)
    .replace(/([?&](?:token|key|code|secret)=)[^&\s"']+/gi, `$1${REMOVED}`)
    // A mailed link acts for its reader without a sign-in (`/zh/a/…`, 43 characters, see mail/signed-id).
    .replace(/(\/(?:a|unsubscribe)\/)[\w-]{43}(?![\w-])/g, `$1${REMOVED}`);
}

/** A copy fit for the log: secrets by name or by form are removed, errors become plain objects, depth is bounded. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === MAX_DEPTH) return '[deeper]';
  if (value instanceof Error) return describeError(value, depth);
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_NAME.test(name) && (typeof item === 'string' || Array.isArray(item)) ? REMOVED : redact(item, depth + 1),
    ]),
  );
}

function describeError(error: Error, depth: number): object {
  return {
    type: error.name,
    message: redactText(error.message),
    stack: error.stack && redactText(error.stack),
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}
