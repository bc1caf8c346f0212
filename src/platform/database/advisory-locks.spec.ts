import { ADVISORY_LOCKS } from './advisory-locks.js';

it('gives no two locks the same key', () => {
  const keys = Object.values(ADVISORY_LOCKS);
  expect(new Set(keys).size).toBe(keys.length);
});
