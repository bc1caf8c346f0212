import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';

const ID_BYTES = 16;
/** 128 bits: nobody guesses one, and the whole token stays short enough for one line of a plain-text mail. */
const MAC_BYTES = 16;
/** 32 bytes in base64url without padding. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * An id that proves it was given out by us: base64url(id, HMAC-SHA256(key, purpose, id) cut to 16 bytes), 43 characters.
 * Nothing is stored, so the same row makes the same token again. A token of one purpose is worth nothing for another.
 */
export function signId(key: string, purpose: string, id: string): string {
  const bytes = Buffer.from(parse(id));
  return Buffer.concat([bytes, mac(key, purpose, bytes)]).toString('base64url');
}

/** The id in a token that `signId` made with the same key and purpose; null for everything else. */
export function readSignedId(key: string, purpose: string, token: string): string | null {
  if (!TOKEN.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  // The last character carries two spare bits: only one spelling of a token is good.
  if (bytes.toString('base64url') !== token) return null;
  const id = bytes.subarray(0, ID_BYTES);
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), mac(key, purpose, id))) return null;
  try {
    return stringify(id);
  } catch {
    return null;
  }
}

function mac(key: string, purpose: string, id: Buffer): Buffer {
  return createHmac('sha256', key).update(`${purpose}\0`).update(id).digest().subarray(0, MAC_BYTES);
}
