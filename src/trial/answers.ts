import { followMailLink } from './mail-link.js';
import { forEachOf, type Progress } from './progress.js';
import type { TrialMail, TrialMailbox } from './trial-mailbox.js';

const AT_ONCE = 4;
/** 200: the page says that it is done, or what was answered before; 303: the way on; 410: used in an attempt that was cut off. */
const DONE = new Set([200, 303, 410, 409]);

/** Half of the providers answer from their mails: two say yes, one says no, and so on. */
export async function answerInvitations(mailbox: TrialMailbox, progress: Progress): Promise<void> {
  const [yes, no] = [0, 1];
  await answerHalf(mailbox.of('match.invited'), progress, (n) => (n % 3 === 2 ? no : yes));
}

/** Half of the factories answer the interest: two accept, one refuses, and so on. */
export async function answerInterests(mailbox: TrialMailbox, progress: Progress): Promise<void> {
  const [accept, refuse] = [0, 1];
  await answerHalf(mailbox.of('match.interested'), progress, (n) => (n % 3 === 2 ? refuse : accept));
}

/** @param pick which of the mail's answer links, in their order, the n-th mail's reader presses */
async function answerHalf(mails: readonly TrialMail[], progress: Progress, pick: (n: number) => number): Promise<void> {
  const half = mails.slice(0, Math.floor(mails.length / 2));
  await forEachOf(half, AT_ONCE, async (mail, n) => {
    const links = mail.links.filter((link) => /\/a\//.test(link));
    const status = await followMailLink(links[pick(n)]!);
    if (!DONE.has(status)) throw new Error(`The answer to ${mail.template} for ${mail.to} came back with ${status}`);
    progress.add();
  });
}
