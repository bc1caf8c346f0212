import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../shared/clock.js';
import { AppError } from '../../shared/errors.js';
import { Database } from '../database/database.js';
import { MailMessage } from './mail-message.entity.js';
import { MailPreference } from './mail-preference.entity.js';
import { FREQUENCIES, type MailFrequency, type MailStream, STOPPABLE_STREAMS, type StoppableStream } from './mail-stream.js';
import { mailErrors } from './mail.errors.js';
import { readSignedId, signId } from './signed-id.js';

const SIGNED_FOR = 'unsubscribe';

/** A mail of a stream that its recipient may stop. */
type StoppableMail = MailMessage & { readonly personId: string; readonly stream: StoppableStream };

/** How often a stream came before a choice, and comes after it. */
export interface PreferenceChange {
  readonly stream: StoppableStream;
  readonly before: MailFrequency;
  readonly after: MailFrequency;
}

/** Which streams of mail a person wants. */
@Injectable()
export class MailPreferences {
  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async isOff(personId: string, stream: MailStream): Promise<boolean> {
    return this.database.manager.existsBy(MailPreference, { personId, stream, frequency: 'off' });
  }

  /** How often each stream comes to a person. */
  async of(personId: string, manager: EntityManager = this.database.manager): Promise<Readonly<Record<StoppableStream, MailFrequency>>> {
    const rows = await manager.findBy(MailPreference, { personId });
    const chosen = new Map(rows.map(({ stream, frequency }) => [stream, frequency]));
    return Object.fromEntries(STOPPABLE_STREAMS.map((stream) => [stream, chosen.get(stream) ?? FREQUENCIES[stream][0]])) as Record<StoppableStream, MailFrequency>;
  }

  async choose(personId: string, stream: StoppableStream, frequency: MailFrequency, manager: EntityManager = this.database.manager): Promise<void> {
    const choice = { personId, stream, frequency, updatedAt: this.clock.now() };
    await manager.upsert(MailPreference, choice, ['personId', 'stream']);
  }

  /**
   * Takes changes of choices back, all or none. Nothing happens where they are back already.
   * @throws AppError conflict where another choice was made since, by a link in a mail or elsewhere
   */
  async takeBack(personId: string, changes: readonly PreferenceChange[]): Promise<void> {
    await this.database.transaction(async (manager) => {
      // One person's choices one after the other, so that none slips in between.
      await manager.query('select id from person where id = $1 for update', [personId]);
      const now = await this.of(personId, manager);
      if (changes.every(({ stream, before }) => now[stream] === before)) return;
      if (!changes.every(({ stream, after }) => now[stream] === after)) throw new AppError(mailErrors.chosenSince);
      for (const { stream, before } of changes) await this.choose(personId, stream, before, manager);
    });
  }

  /** The address that stops the stream of this mail, or null where it cannot be stopped. */
  unsubscribeUrl(message: MailMessage): string | null {
    if (!isStoppable(message)) return null;
    const token = signId(this.settings.secretKey, SIGNED_FOR, message.id);
    return `${this.settings.publicUrl}/${message.language}/unsubscribe/${token}`;
  }

  /**
   * The mail whose stream a token may stop. The token works for as long as the mail lies in somebody's inbox, and as
   * often as it is used.
   * @throws AppError not-found for a token that we did not make
   */
  async readUnsubscribe(token: string): Promise<StoppableMail> {
    const id = readSignedId(this.settings.secretKey, SIGNED_FOR, token);
    const message = id && (await this.database.manager.findOneBy(MailMessage, { id }));
    if (!message || !isStoppable(message)) throw new AppError(mailErrors.unknownLink);
    return message;
  }
}

function isStoppable(message: MailMessage): message is StoppableMail {
  return message.personId !== null && message.stream !== 'account';
}
