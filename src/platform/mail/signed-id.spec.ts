import fc from 'fast-check';
import { newId } from '../../shared/ids.js';
import { readSignedId, signId } from './signed-id.js';

const KEY = 'a-key-of-at-least-thirty-two-characters';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('a signed id', () => {
  it('is read back, and is the same each time it is made', () => {
    const id = newId();
    const token = signId(KEY, 'mail-link', id);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(signId(KEY, 'mail-link', id)).toBe(token);
    expect(readSignedId(KEY, 'mail-link', token)).toBe(id);
  });

  it('is worth nothing for another purpose or under another key', () => {
    const token = signId(KEY, 'mail-link', newId());
    expect(readSignedId(KEY, 'unsubscribe', token)).toBeNull();
    expect(readSignedId(`${KEY}!`, 'mail-link', token)).toBeNull();
  });

  it('does not survive the change of any one character', () => {
    const token = signId(KEY, 'mail-link', newId());
    for (let at = 0; at < token.length; at++) {
      for (const letter of ALPHABET) {
        if (letter === token[at]) continue;
        expect(readSignedId(KEY, 'mail-link', token.slice(0, at) + letter + token.slice(at + 1))).toBeNull();
      }
    }
  });

  it('is never read from anything else, and nothing makes the reader throw', () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 40, maxLength: 46 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
    );
    fc.assert(
      fc.property(garbage, (text) => {
        expect(readSignedId(KEY, 'mail-link', text)).toBeNull();
      }),
    );
  });

  it('is read back for every version 7 id', () => {
    const ids = fc.uuid({ version: 7 });
    fc.assert(fc.property(ids, fc.string(), (id, purpose) => readSignedId(KEY, purpose, signId(KEY, purpose, id)) === id));
  });
});
