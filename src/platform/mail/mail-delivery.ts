import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { isMailAddress } from './mail-address.js';
import type { MailMessage } from './mail-message.entity.js';
import { MailPreferences } from './mail-preferences.js';
import { type MailOutcome, MailQueue } from './mail-queue.js';
import { MailTemplates } from './mail-templates.js';
import { MailRefused, MailTransport } from './mail-transport.js';
import { messageIdOf, outgoingMail } from './outgoing-mail.js';

/** With the pauses of the queue: about two days, as long as mail servers themselves keep trying. */
export const MAX_ATTEMPTS = 18;
const SETTLE_TRIES = 30;
const SETTLE_PAUSE_MS = 1_000;

/**
 * Sends queued mails, each once as far as SMTP can promise it. A row is claimed before SMTP begins and marked after the
 * server's yes. What remains is the time between that yes and our mark: a process that dies there leaves a mail that was
 * sent and does not know it. Before such a mail is sent again the transport is asked, which knows of our own sink and of
 * a server on this machine. Towards a server elsewhere it is sent again, under the same Message-ID and date, by which a
 * receiver recognises the double. The other order, marking before sending, would lose mails instead.
 */
@Injectable()
export class MailDelivery {
  private readonly logger = new Logger(MailDelivery.name);
  /** Claims of this process: a lease that lapsed because the process itself was stuck is not taken over by it. */
  private readonly underway = new Set<string>();

  constructor(
    private readonly settings: Settings,
    private readonly queue: MailQueue,
    private readonly preferences: MailPreferences,
    private readonly templates: MailTemplates,
    private readonly transport: MailTransport,
  ) {}

  /** Does what is to be done about a mail now; nothing when another process is at it or it is done. */
  async deliver(id: string): Promise<void> {
    if (this.underway.has(id)) return;
    this.underway.add(id);
    try {
      const message = await this.queue.claim(id);
      if (message) await this.queue.holding(message, async () => this.settle(message, await this.attempt(message)));
    } finally {
      this.underway.delete(id);
    }
  }

  private async attempt(message: MailMessage): Promise<MailOutcome> {
    try {
      return await this.send(message);
    } catch (error) {
      return { status: error instanceof MailRefused ? 'failed' : 'pending', reason: (error as Error).message };
    }
  }

  private async send(message: MailMessage): Promise<MailOutcome> {
    const { publicUrl } = this.settings;
    if (message.attempts > 1 && (await this.transport.holds(messageIdOf(message, publicUrl)))) return { status: 'sent' };
    if (message.attempts > MAX_ATTEMPTS) return { status: 'failed', reason: message.error ?? 'Each attempt ended with its process.' };
    if (!isMailAddress(message.address)) return { status: 'failed', reason: 'Not an address that mail can be sent to.' };
    if (await this.isUnwanted(message)) return { status: 'suppressed', reason: 'The person has stopped this stream.' };
    const unsubscribeUrl = this.preferences.unsubscribeUrl(message);
    const rendered = await this.templates.require(message.template).render(message, { unsubscribeUrl });
    if (!rendered) return { status: 'suppressed', reason: 'No longer true when its turn came.' };
    await this.transport.send(outgoingMail(message, rendered, { publicUrl, unsubscribeUrl }));
    return { status: 'sent' };
  }

  private async isUnwanted({ personId, stream }: MailMessage): Promise<boolean> {
    return stream !== 'account' && personId !== null && this.preferences.isOff(personId, stream);
  }

  /** Insists: a mail that is out and not marked would be sent again. */
  private async settle(message: MailMessage, outcome: MailOutcome): Promise<void> {
    this.report(message, outcome);
    for (let tries = 1; ; tries++) {
      try {
        return await this.queue.settle(message, outcome);
      } catch (error) {
        if (tries === SETTLE_TRIES) throw error;
        await setTimeout(SETTLE_PAUSE_MS);
      }
    }
  }

  private report({ id, template, attempts }: MailMessage, outcome: MailOutcome): void {
    if (outcome.status === 'failed') this.logger.error(`Mail ${template} ${id} will not be sent: ${outcome.reason}`);
    if (outcome.status === 'pending') this.logger.warn(`Mail ${template} ${id} waits after attempt ${attempts}: ${outcome.reason}`);
  }
}
