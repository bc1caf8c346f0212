import { type Choice, followMailLink } from './mail-link.js';
import { forEachOf, type Progress } from './progress.js';
import type { TrialMail, TrialMailbox } from './trial-mailbox.js';

const AT_ONCE = 4;
/** 200: the page says that it is done; 303: the way on; 409, 410: done in an attempt that was cut off, or taken back meanwhile. */
const DONE = new Set([200, 303, 409, 410]);

/** One of the answers of a mail: which of its links, and what is filled in on the page behind it. */
interface Answer {
  readonly link: number;
  readonly choice: Choice;
}

const YES: Answer = { link: 0, choice: {} };

/** Half of the providers answer from their mails: two say yes, one says no, and so on. */
export async function answerInvitations(mailbox: TrialMailbox, progress: Progress): Promise<void> {
  await answerHalf(mailbox.of('match.invited'), progress, { link: 1, choice: { reason: 'capacity' } });
}

/** Half of the factories answer the interest: two accept, one refuses, and so on. */
export async function answerInterests(mailbox: TrialMailbox, progress: Progress): Promise<void> {
  await answerHalf(mailbox.of('match.interested'), progress, { link: 1, choice: { reason: 'price' } });
}

async function answerHalf(mails: readonly TrialMail[], progress: Progress, no: Answer): Promise<void> {
  await forEachOf(mails.slice(0, Math.floor(mails.length / 2)), AT_ONCE, async (mail, n) => {
    const { link, choice } = n % 3 === 2 ? no : YES;
    const links = mail.links.filter((address) => address.includes('/a/'));
    const status = await followMailLink(links[link]!, choice);
    if (!DONE.has(status)) throw new Error(`The answer to ${mail.template} for ${mail.to} came back with ${status}`);
    progress.add();
  });
}
