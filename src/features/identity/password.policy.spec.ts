import { COMMON_PASSWORDS } from './common-passwords.js';
import { IDENTITY_TEXTS } from './identity.texts.js';
import { passwordProblem } from './password.policy.js';
import { MIN_PASSWORD } from './password.types.js';

const person = { email: 'zhang.wei2026@example.com' };

describe('a new password', () => {
  it.each(['correct horse battery', '减速机壳体线十二台机床', '🔧🔩🛠️🪛⚙️🔨🪚🧰🧲🪜', "'; drop table person; --"])('may be %s', (password) => {
    expect(passwordProblem(password, person)).toBeNull();
  });

  it('has ten characters, counted as people do', () => {
    expect(passwordProblem('九个字太短了再加一', person)).toBe(IDENTITY_TEXTS.passwordShort);
    expect(passwordProblem('🔧🔩⚙🔨🪚🧰🧲🪜🔗', person)).toBe(IDENTITY_TEXTS.passwordShort);
  });

  it('has two hundred at most', () => {
    expect(passwordProblem('abcde'.repeat(40), person)).toBeNull();
    expect(passwordProblem(`${'abcde'.repeat(40)}f`, person)).toBe(IDENTITY_TEXTS.passwordLong);
  });

  it('is not the address, in whatever case and width', () => {
    for (const password of ['zhang.wei2026@example.com', 'ZHANG.WEI2026@EXAMPLE.COM', 'Zhang.Wei2026', 'ｚｈａｎｇ．ｗｅｉ２０２６'])
      expect(passwordProblem(password, person)).toBe(IDENTITY_TEXTS.passwordIsEmail);
  });

  it('is not what is tried first', () => {
    for (const password of ['1234567890', 'Woaini1314520', 'password 1234', '8888888888', '121212121212'])
      expect(passwordProblem(password, person)).toBe(IDENTITY_TEXTS.passwordCommon);
  });

  it('is compared with a list that holds nothing too short to be asked', () => {
    expect([...COMMON_PASSWORDS].filter((password) => password.length < MIN_PASSWORD || password !== password.toLowerCase())).toEqual([]);
  });
});
