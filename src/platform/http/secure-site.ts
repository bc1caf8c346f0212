import type { Settings } from '../../config/settings.js';

/** Are cookies to be bound to https? By the public address: what a proxy says of itself is not needed for it. */
export function isSecureSite(settings: Settings): boolean {
  return settings.publicUrl.startsWith('https:');
}
