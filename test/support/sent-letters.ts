import { definedMails } from '../../src/platform/mail/mail-template.js';
import type { TestApp } from './app.js';

/** Looks at every mail that was sent for parameters that nobody filled in. Names the templates that no mail came of, among those that `isOf` takes. */
export function unseenLetters(test: TestApp, isOf: (template: string) => boolean): string[] {
  const sent = new Set<unknown>();
  for (const { subject, text, html, headers } of test.mailbox.mails) {
    // A token may say NaN by chance.
    expect(`${subject}\n${text.replace(/https?:\S+/g, '')}`).not.toMatch(/\{\w+[|}]|undefined|null|NaN|Invalid Date/);
    expect(html).not.toMatch(/>\s*undefined|\[object/);
    sent.add(headers.get('x-mail-template'));
  }
  return definedMails().flatMap(({ name }) => (isOf(name) && !sent.has(name) ? [name] : [])).sort();
}
