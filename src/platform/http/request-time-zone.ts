/** Set by the client script, where the reader's clock is in another zone than the platform. */
export const ZONE_COOKIE = 'zone';

/** Zones that were asked for: looking one up costs more than a page's whole head. */
const known = new Map<string, boolean>();
/** There are some 600 with all their names; whoever invents more gets the platform's. */
const MOST_KNOWN = 1_000;

/** The zone that a cookie names (`Europe/Dublin`), or null for none and for what is no zone. */
export function requestTimeZone(cookie: string | undefined): string | null {
  if (cookie === undefined || !/^[A-Za-z][\w+\-/]{1,39}$/.test(cookie)) return null;
  if (!known.has(cookie) && known.size < MOST_KNOWN) known.set(cookie, isZone(cookie));
  return known.get(cookie) ? cookie : null;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
