import { Injectable, type Provider } from '@nestjs/common';
import type { MailMessage } from '../../../platform/mail/mail-message.entity.js';
import type { MailContext } from '../../../platform/mail/mail-template.js';
import { say, type Text, type TextParams } from '../../../shared/language.js';
import { shorten } from '../../../web/format.js';
import type { MailContent } from '../../../web/mail/mail-content.js';
import { MatchFactsService } from '../../matching/match-facts.service.js';
import { MatchWordsService } from '../../matching/match-words.service.js';
import { MatchingQueries } from '../../matching/matching.queries.js';
import { REPLY_LINK } from '../../matching/match-links.types.js';
import { letter } from './letter.js';
import { LETTER_TEXTS } from './letter.texts.js';
import { INTEREST_WITHDRAWN, MATCH_INTERESTED, MATCH_REMINDER } from './mails.js';
import { MATCH_LETTER_TEXTS as T } from './match.texts.js';
import { Stationery } from './stationery.service.js';

/** Letters to a factory about a provider who is interested. */
@Injectable()
class InterestLetters {
  constructor(
    private readonly stationery: Stationery,
    private readonly matches: MatchingQueries,
    private readonly words: MatchWordsService,
    private readonly facts: MatchFactsService,
  ) {}

  interested(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    return this.interest(message, context, { subject: T.interestSubject, text: T.interestText });
  }

  reminder(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    return this.interest(message, context, { subject: T.reminderSubject, text: T.reminderText });
  }

  async withdrawn(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const { language } = message;
    const match = await this.matches.byId(message.subjectId!);
    if (match?.status !== 'withdrawn') return null;
    const params = { provider: match.provider.name, title: shorten(match.demand.title, 40), reason: this.words.ending(match, language) ?? '' };
    const tell = (text: Text): string => say(text, language, params);
    return {
      subject: tell(T.interestWithdrawnSubject),
      preheader: tell(T.interestWithdrawnText),
      title: tell(T.interestWithdrawnSubject),
      blocks: [
        { kind: 'text', text: `${await this.stationery.greeting(message)}${language === 'zh' ? '' : ' '}${tell(T.interestWithdrawnText)}` },
        { kind: 'go', link: { label: tell(T.see), href: this.stationery.page(language, `/matches/${match.id}`) } },
      ],
      reference: say(LETTER_TEXTS.reference, language, { code: match.demand.code }),
      ...this.stationery.foot(message, context, tell(T.interestBecause)),
    };
  }

  private async interest(message: MailMessage, context: MailContext, texts: { subject: Text; text: Text }): Promise<MailContent | null> {
    const { language } = message;
    const match = await this.matches.byId(message.subjectId!);
    if (match?.status !== 'interested') return null;
    const link = await this.stationery.links(message, REPLY_LINK);
    const deadline = this.stationery.deadline(link('accepted').expiresAt, message);
    const reasons = this.words.reasons(match.explanation, language, 'factory');
    const gaps = reasons.filter(({ kind }) => kind === 'gap').length;
    const params: TextParams = { provider: match.provider.name, title: shorten(match.demand.title, 40), deadline, reasons: reasons.length - gaps, gaps };
    const tell = (text: Text): string => say(text, language, params);
    const evidence = this.facts.evidence(match.evidence, language, message.createdAt);
    return {
      subject: tell(texts.subject),
      preheader: tell(T.interestPreheader),
      title: tell(T.interestTitle),
      blocks: [
        {
          kind: 'text',
          text: [`${await this.stationery.greeting(message)}${language === 'zh' ? '' : ' '}${tell(texts.text)}`, { strong: deadline }, language === 'zh' ? '。' : '.'],
        },
        { kind: 'facts', title: match.provider.name, facts: this.facts.provider(match, language) },
        ...(match.message ? [{ kind: 'quote' as const, text: match.message, by: tell(T.theirWords) }] : []),
        {
          kind: 'answers',
          answers: (['accepted', 'refused'] as const).map((choice) => ({ label: tell(REPLY_LINK.outcomes[choice]), href: link(choice).url })),
          note: tell(T.interestNote),
        },
        { kind: 'reasons', title: tell(T.interestWhy), reasons },
        evidence.length > 0 ? { kind: 'facts', title: tell(T.evidence), facts: evidence } : { kind: 'text', text: tell(T.noEvidence), quiet: true },
      ],
      reference: say(LETTER_TEXTS.reference, language, { code: match.demand.code }),
      ...this.stationery.foot(message, context, tell(T.interestBecause), [
        { label: tell(LETTER_TEXTS.onTheWeb), href: this.stationery.page(language, `/demands/${match.demand.id}/matches`) },
      ]),
    };
  }
}

export const INTEREST_LETTERS: Provider[] = [
  InterestLetters,
  letter(MATCH_INTERESTED, InterestLetters, (letters) => letters.interested),
  letter(MATCH_REMINDER, InterestLetters, (letters) => letters.reminder),
  letter(INTEREST_WITHDRAWN, InterestLetters, (letters) => letters.withdrawn),
];
