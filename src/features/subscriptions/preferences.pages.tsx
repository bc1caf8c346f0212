import { Body, Controller, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { HTTP_ERRORS } from '../../platform/http/http.errors.js';
import { Permission } from '../../platform/http/permission.js';
import { parseForm } from '../../platform/http/validation.js';
import { MailPreferences } from '../../platform/mail/mail-preferences.js';
import { definedMails } from '../../platform/mail/mail-template.js';
import { FREQUENCIES, type MailFrequency, STOPPABLE_STREAMS, type StoppableStream } from '../../platform/mail/mail-stream.js';
import type { PersonActor } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { say } from '../../shared/language.js';
import { href, pagePaths } from '../../web/address.js';
import type { PageContext } from '../../web/page-context.js';
import { CurrentPage } from '../../web/page-contexts.js';
import { type HtmlPage, page, type SeeOther, seeOther } from '../../web/render.js';
import { preferenceTexts } from './subscriptions.texts.js';
import { MailChoices } from './views/mail-choices.js';

/** A stream that the form does not name stays as it is. */
const form = z.strictObject(Object.fromEntries(STOPPABLE_STREAMS.map((stream) => [stream, z.enum(FREQUENCIES[stream]).optional()])) as Record<StoppableStream, z.ZodOptional<z.ZodEnum<Record<MailFrequency, MailFrequency>>>>);

/** The streams in which something comes today. */
function streamsInUse(): StoppableStream[] {
  return STOPPABLE_STREAMS.filter((stream) => definedMails().some((mail) => mail.stream === stream));
}

/** Which mails I get. */
@Controller(pagePaths('account/mail'))
@Permission('account')
export class PreferencesPages {
  constructor(private readonly preferences: MailPreferences) {}

  @Get()
  async show(@CurrentPage() ctx: PageContext): Promise<HtmlPage> {
    const { personId, email } = personOf(ctx);
    const chosen = await this.preferences.of(personId);
    return page(<MailChoices ctx={ctx} streams={streamsInUse().map((stream) => ({ stream, frequency: chosen[stream] }))} email={email} />);
  }

  @Post()
  async choose(@CurrentPage() ctx: PageContext, @Body() body: unknown): Promise<SeeOther> {
    const chosen = parseForm(form, body);
    if (!chosen.ok) throw new AppError(HTTP_ERRORS.invalid, {}, chosen.errors);
    for (const stream of STOPPABLE_STREAMS) {
      const frequency = chosen.values[stream];
      if (frequency) await this.preferences.choose(personOf(ctx).personId, stream, frequency);
    }
    return seeOther(href(ctx, '/account/mail'), { tone: 'ok', title: say(preferenceTexts.saved, ctx.language) });
  }
}

/** The guard has let nobody else in. */
function personOf({ actor }: PageContext): PersonActor {
  if (actor.kind !== 'person') throw new Error('A page of an account without a person');
  return actor;
}
