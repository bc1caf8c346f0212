import { Injectable, type Provider } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { MailMessage } from '../../../platform/mail/mail-message.entity.js';
import type { MailContext } from '../../../platform/mail/mail-template.js';
import { type Language, say, type Text, type TextParams } from '../../../shared/language.js';
import { formatMoneyRange, shorten } from '../../../web/format.js';
import type { MailContent } from '../../../web/mail/mail-content.js';
import { ContentWordsService } from '../../listings/content-words.service.js';
import { ListingsQueries } from '../../listings/listings.queries.js';
import { MatchFactsService } from '../../matching/match-facts.service.js';
import { MatchWordsService } from '../../matching/match-words.service.js';
import { MatchingQueries } from '../../matching/matching.queries.js';
import type { MatchRecord, MatchStatus } from '../../matching/matching.types.js';
import { ANSWER_LINK } from '../../matching/match-links.types.js';
import { letter } from './letter.js';
import { LETTER_TEXTS } from './letter.texts.js';
import { DEMAND_REVISED, ENGAGED_DEMAND_REVISED, INVITATION_WITHDRAWN, MATCH_ANSWERED, MATCH_INVITED, MATCH_LAPSED, MATCH_PASSED, MATCH_REFUSED } from './mails.js';
import { MATCH_LETTER_TEXTS as T } from './match.texts.js';
import { Stationery } from './stationery.service.js';

/** Letters to a provider about an invitation, and what came of it. */
@Injectable()
class InvitationLetters {
  constructor(
    private readonly stationery: Stationery,
    private readonly matches: MatchingQueries,
    private readonly words: MatchWordsService,
    private readonly facts: MatchFactsService,
    private readonly listings: ListingsQueries,
    private readonly contents: ContentWordsService,
    private readonly database: Database,
  ) {}

  async invited(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    return this.invitation(message, context, (match) => say(T.inviteText, message.language, { offering: match.offering.title }));
  }

  /** The same letter, with who asks. */
  async passed(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const [sender] = await this.database.query<{ name: string }>(
      `select person.name from outbox_event event join person on person.id = (event.payload ->> 'fromPersonId')::uuid where event.id = $1`,
      [message.eventId],
    );
    const name = sender?.name ?? say(LETTER_TEXTS.colleague, message.language);
    return this.invitation(message, context, () => say(T.passedText, message.language, { name }));
  }

  async answered(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const match = await this.matches.byId(message.subjectId!);
    if (!match?.answeredBy) return null;
    const [person] = await this.database.query<{ name: string }>('select name from person where id = $1', [match.answeredBy]);
    const answer = ANSWER_LINK.outcomes[match.status === 'declined' ? 'declined' : 'interested'][message.language];
    const name = person?.name ?? say(LETTER_TEXTS.colleague, message.language);
    return this.note(message, context, match, { subject: T.answeredSubject, text: T.answeredText, because: T.invitedBecause }, { name, answer, provider: match.provider.name });
  }

  async refused(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const match = await this.matches.byId(message.subjectId!);
    if (match?.status !== 'refused') return null;
    const content = await this.note(message, context, match, { subject: T.refusedSubject, text: T.refusedText, next: T.refusedNext, because: T.inviteBecause }, this.ending(match, message));
    return match.replyMessage ? withQuote(content, match.replyMessage, say(T.theirWords, message.language)) : content;
  }

  async lapsed(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const match = await this.matches.byId(message.subjectId!);
    if (match?.status !== 'lapsed') return null;
    return this.note(message, context, match, { subject: T.lapsedSubject, text: T.lapsedText, next: T.refusedNext, because: T.inviteBecause }, this.ending(match, message));
  }

  /** What an approved edit changed of the demand; null when the provider is done with it meanwhile. */
  async demandRevised(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const { language } = message;
    const match = await this.matches.byId(message.subjectId!);
    if (!match || match.endedAt !== null) return null;
    const text = REVISED[match.isVolunteer && match.status === 'suggested' ? 'interested' : match.status];
    const [event] = await this.database.query<{ revisionId: string }>(`select payload ->> 'revisionId' as "revisionId" from outbox_event where id = $1`, [message.eventId]);
    const revision = event ? await this.listings.revision(event.revisionId) : null;
    if (!text || !revision) return null;
    const changes = this.contents.changes(revision.before, revision.after, 'demand', language);
    const content = await this.note(message, context, match, { subject: T.revisedSubject, text, because: T.revisedBecause }, {});
    const [first, ...rest] = content.blocks;
    const facts = changes.map(({ field, before, after }) => ({ term: field, value: changeOf(before, after, language) }));
    return { ...content, blocks: [...(first ? [first] : []), { kind: 'facts', title: say(T.revisedFacts, language), facts }, ...rest] };
  }

  /** Null when the pair was found again meanwhile: then there is a new invitation or none. */
  async withdrawn(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const match = await this.matches.byId(message.subjectId!);
    if (match?.status !== 'withdrawn') return null;
    const hasSaidYes = match.isVolunteer || match.interestedAt !== null;
    if (hasSaidYes) return this.note(message, context, match, { subject: T.offerOverSubject, text: T.offerOverText, next: T.refusedNext, because: T.offerOverBecause }, this.ending(match, message));
    return this.note(message, context, match, { subject: T.withdrawnSubject, text: T.withdrawnText, because: T.invitedBecause }, this.ending(match, message));
  }

  private async invitation(message: MailMessage, context: MailContext, opening: (match: MatchRecord) => string): Promise<MailContent | null> {
    const { language } = message;
    const match = await this.matches.byId(message.subjectId!);
    if (match?.status !== 'invited') return null;
    const link = await this.stationery.links(message, ANSWER_LINK);
    const deadline = this.stationery.deadline(link('interested').expiresAt, message);
    // In the middle of a sentence the parts of a place stand together: 河北沧州泊头.
    const place = this.facts.place(match.demand.regionCode, language);
    const region = language === 'zh' ? place.replaceAll(' ', '') : place;
    const tell = (text: Text, params: TextParams = {}): string => say(text, language, params);
    const greeting = await this.stationery.greeting(message);
    return {
      subject: tell(T.inviteSubject, { region, title: shorten(match.demand.title, 40) }),
      preheader: tell(T.invitePreheader, { budget: formatMoneyRange(match.demand.budgetMin, match.demand.budgetMax, language), deadline }),
      title: tell(T.inviteTitle, { region }),
      blocks: [
        { kind: 'text', text: [`${greeting}${language === 'zh' ? '' : ' '}${opening(match)}`, { strong: deadline }, language === 'zh' ? '。' : '.'] },
        ...(match.isExploring ? [{ kind: 'text' as const, text: tell(T.inviteExploring), quiet: true }] : []),
        { kind: 'facts', title: match.demand.title, facts: this.facts.demand(match, language, message.createdAt) },
        {
          kind: 'answers',
          answers: (['interested', 'declined', 'passed'] as const).map((choice) => ({ label: tell(ANSWER_LINK.outcomes[choice]), href: link(choice).url })),
          note: tell(T.inviteNote),
        },
        { kind: 'reasons', title: tell(T.inviteWhy), reasons: this.words.reasons(match.explanation, language, 'provider') },
        { kind: 'text', text: tell(T.invitePrivacy) },
      ],
      reference: tell(LETTER_TEXTS.reference, { code: match.demand.code }),
      ...this.stationery.foot(message, context, tell(T.inviteBecause), [{ label: tell(LETTER_TEXTS.onTheWeb), href: this.stationery.page(language, `/matches/${match.id}`) }]),
    };
  }

  private ending(match: MatchRecord, { language }: MailMessage): TextParams {
    return { factory: match.factory.name, provider: match.provider.name, reason: this.words.ending(match, language) ?? '' };
  }

  private async note(
    message: MailMessage,
    context: MailContext,
    match: MatchRecord,
    texts: { subject: Text; text: Text; next?: Text; because: Text },
    params: TextParams,
  ): Promise<MailContent> {
    const { language } = message;
    const tell = (text: Text): string => say(text, language, { ...params, title: shorten(match.demand.title, 40) });
    return {
      subject: tell(texts.subject),
      preheader: tell(texts.text),
      title: tell(texts.subject),
      blocks: [
        { kind: 'text', text: `${await this.stationery.greeting(message)}${language === 'zh' ? '' : ' '}${tell(texts.text)}` },
        ...(texts.next ? [{ kind: 'text' as const, text: tell(texts.next), quiet: true }] : []),
        { kind: 'go', link: { label: tell(T.see), href: this.stationery.page(language, `/matches/${match.id}`) } },
      ],
      reference: say(LETTER_TEXTS.reference, language, { code: match.demand.code }),
      ...this.stationery.foot(message, context, tell(texts.because)),
    };
  }
}

/** What a change of the demand means to its providers, by where they are. */
const REVISED: Readonly<Partial<Record<MatchStatus, Text>>> = { invited: T.revisedInvited, interested: T.revisedInterested, engaged: T.revisedEngaged };

/** Long texts are cut: the page has them whole. */
const SHOWN = 160;

function changeOf(before: string, after: string, language: Language): string {
  const text = before === '' ? T.revisedNew : after === '' ? T.revisedGone : T.revisedFrom;
  return say(text, language, { before: shorten(before, SHOWN), after: shorten(after, SHOWN) });
}

/** With what the other side wrote, after the first paragraph. */
function withQuote(content: MailContent, text: string, by: string): MailContent {
  const [first, ...rest] = content.blocks;
  return { ...content, blocks: [...(first ? [first] : []), { kind: 'quote', text, by }, ...rest] };
}

export const INVITATION_LETTERS: Provider[] = [
  InvitationLetters,
  letter(MATCH_INVITED, InvitationLetters, (letters) => letters.invited),
  letter(MATCH_PASSED, InvitationLetters, (letters) => letters.passed),
  letter(MATCH_ANSWERED, InvitationLetters, (letters) => letters.answered),
  letter(MATCH_REFUSED, InvitationLetters, (letters) => letters.refused),
  letter(MATCH_LAPSED, InvitationLetters, (letters) => letters.lapsed),
  letter(INVITATION_WITHDRAWN, InvitationLetters, (letters) => letters.withdrawn),
  letter(DEMAND_REVISED, InvitationLetters, (letters) => letters.demandRevised),
  letter(ENGAGED_DEMAND_REVISED, InvitationLetters, (letters) => letters.demandRevised),
];
