import { Injectable, type Provider } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { MailMessage } from '../../../platform/mail/mail-message.entity.js';
import type { MailContext } from '../../../platform/mail/mail-template.js';
import { say, type Text, type TextParams } from '../../../shared/language.js';
import { formatMoney, shorten } from '../../../web/format.js';
import type { MailBlockItem, MailContent, MailFact } from '../../../web/mail/mail-content.js';
import { OUTCOME_LINK, type OutcomeChoice } from '../../engagements/engagement-links.types.js';
import type { EngagementAskDue, EngagementSettled } from '../../engagements/engagements.events.js';
import { EngagementsQueries, type EngagementView, type ToldReport } from '../../engagements/engagements.queries.js';
import { otherSide, type Side } from '../../engagements/engagements.types.js';
import { situationOf } from '../../engagements/situation.types.js';
import { letter } from './letter.js';
import { LETTER_TEXTS } from './letter.texts.js';
import { OUTCOME_ACCEPTED, OUTCOME_ASKED, OUTCOME_DISPUTED, OUTCOME_SETTLED, OUTCOME_SIGNED, OUTCOME_STATED } from './mails.js';
import { OUTCOME_LETTER_TEXTS as T } from './outcome.texts.js';
import { Stationery } from './stationery.service.js';

/** An engagement as one reader's letter tells of it. */
interface Told {
  readonly engagement: EngagementView;
  readonly side: Side;
  readonly tell: (text: Text, more?: TextParams) => string;
}

/** A mail has room for four answers; the page that they open has all of them. */
const MOST_ANSWERS = 4;

/** Letters about what becomes of an engagement: how it stands, whether the other side's word is so, what both have confirmed. */
@Injectable()
class OutcomeLetters {
  constructor(
    private readonly stationery: Stationery,
    private readonly engagements: EngagementsQueries,
    private readonly database: Database,
  ) {}

  /** Null when somebody of the side has told something meanwhile, or there is nothing to ask any more. */
  async asked(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const told = await this.of(message);
    if (!told) return null;
    const { engagement, side, tell } = told;
    const hasAnswered = engagement.reports.some((report) => report.side === side && report.toldAt >= message.createdAt);
    if (hasAnswered || situationOf(engagement, side).is !== 'free') return null;
    const { days = 0 } = await this.stationery.payload<EngagementAskDue>(message);
    const isSigned = engagement.stage === 'signed';
    return this.compose(message, context, told, isSigned ? T.signedAskSubject : T.askedSubject, tell(isSigned ? T.askedSignedText : T.askedText, { days }), [
      await this.answers(message, tell(T.askedNote)),
    ]);
  }

  /** Null when that statement does not stand any more. */
  async stated(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const told = await this.of(message);
    const situation = told && situationOf(told.engagement, told.side);
    if (!told || situation?.is !== 'asked') return null;
    const { tell } = told;
    const { theirs, stage } = situation;
    const [subject, text] = stage === 'signed' ? [T.statedSignedSubject, T.statedSignedText] : [T.statedAcceptedSubject, T.statedAcceptedText];
    const facts = this.factsOf(message, tell, stage, theirs.amount, theirs.day);
    return this.compose(message, context, told, subject, tell(text), [{ kind: 'facts', title: told.engagement.demand.title, facts }, await this.answers(message, tell(T.statedNote))]);
  }

  async signed(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const told = await this.of(message);
    if (!told?.engagement.signedOn) return null;
    const { engagement, tell } = told;
    const facts = this.factsOf(message, tell, 'signed', engagement.signedAmount, engagement.signedOn);
    return this.compose(message, context, told, T.signedSubject, tell(T.signedText), [
      { kind: 'facts', title: engagement.demand.title, facts },
      { kind: 'text', text: tell(T.signedNext), quiet: true },
    ]);
  }

  async accepted(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const told = await this.of(message);
    if (!told?.engagement.acceptedOn) return null;
    const { engagement, tell } = told;
    const facts = this.factsOf(message, tell, 'accepted', null, engagement.acceptedOn);
    return this.compose(message, context, told, T.acceptedSubject, tell(T.acceptedText), [{ kind: 'facts', title: engagement.demand.title, facts }]);
  }

  /** Null when they have come to the same before it was sent. */
  async disputed(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const told = await this.of(message);
    const situation = told && situationOf(told.engagement, told.side);
    if (!told || situation?.is !== 'disputed') return null;
    const { tell } = told;
    const says = (report: ToldReport): string => this.says(message, tell, report);
    const facts = [
      { term: tell(T.youSay), value: says(situation.mine) },
      { term: tell(T.theySay), value: says(situation.theirs) },
    ];
    return this.compose(message, context, told, T.disputedSubject, tell(T.disputedText), [{ kind: 'facts', title: told.engagement.demand.title, facts }]);
  }

  async settled(message: MailMessage, context: MailContext): Promise<MailContent | null> {
    const told = await this.of(message);
    if (!told) return null;
    const { engagement, tell } = told;
    const { as = 'neither', note } = await this.stationery.payload<EngagementSettled>(message);
    const text = as === 'neither' ? tell(T.settledNeither) : tell(T.settledText, { whose: engagement[as].enterpriseName });
    return this.compose(message, context, told, T.settledSubject, text, note ? [{ kind: 'quote', text: note, by: tell(T.officerWords) }] : []);
  }

  private async of({ subjectId, personId, language }: MailMessage): Promise<Told | null> {
    const engagement = subjectId ? await this.engagements.byId(subjectId) : null;
    if (!engagement) return null;
    const seats = await this.database.query<{ enterpriseId: string }>(
      `select enterprise_id as "enterpriseId" from member where person_id = $1 and enterprise_id = any($2::uuid[])`,
      [personId, [engagement.factory.enterpriseId, engagement.provider.enterpriseId]],
    );
    // Nobody who has left both enterprises since is told of them.
    if (seats.length === 0) return null;
    const side = seats.some(({ enterpriseId }) => enterpriseId === engagement.factory.enterpriseId) ? 'factory' : 'provider';
    const params: TextParams = { other: engagement[otherSide(side)].enterpriseName, title: shorten(engagement.demand.title, 40) };
    return { engagement, side, tell: (text, more = {}) => say(text, language, { ...params, ...more }) };
  }

  /** The answers that hang on the mail, in their order. */
  private async answers(message: MailMessage, note: string): Promise<MailBlockItem> {
    const links = await this.stationery.linksInOrder(message, OUTCOME_LINK);
    const answers = links.slice(-MOST_ANSWERS).map(({ choice, url }) => ({ label: say(OUTCOME_LINK.outcomes[choice as OutcomeChoice], message.language), href: url }));
    return { kind: 'answers', answers, note };
  }

  private factsOf(message: MailMessage, tell: Told['tell'], stage: 'signed' | 'accepted', amount: number | null, day: string | null): MailFact[] {
    return [
      ...(amount === null ? [] : [{ term: tell(T.amount), value: formatMoney(amount, message.language) }]),
      ...(day === null ? [] : [{ term: tell(stage === 'signed' ? T.signedDay : T.acceptedDay), value: this.stationery.day(day, message) }]),
    ];
  }

  private says(message: MailMessage, tell: Told['tell'], { kind, isSo, amount, day }: ToldReport): string {
    if (!isSo || day === null) return tell(T.saysNot);
    const on = this.stationery.day(day, message);
    return kind === 'signed' ? tell(T.saysSigned, { amount: formatMoney(amount ?? 0, message.language), day: on }) : tell(T.saysAccepted, { day: on });
  }

  private async compose(message: MailMessage, context: MailContext, { engagement, tell }: Told, subject: Text, text: string, blocks: readonly MailBlockItem[]): Promise<MailContent> {
    const { language } = message;
    const page = { label: tell(T.see), href: this.stationery.page(language, `/engagements/${engagement.id}`) };
    // One thing to press: where the mail asks, the page is a way on at its foot.
    const asks = blocks.some(({ kind }) => kind === 'answers');
    return {
      subject: tell(subject),
      preheader: asks ? tell(T.askedPreheader) : text,
      title: tell(subject),
      blocks: [
        { kind: 'text', text: `${await this.stationery.greeting(message)}${language === 'zh' ? '' : ' '}${text}` },
        ...blocks,
        ...(asks ? [] : [{ kind: 'go' as const, link: page }]),
      ],
      reference: say(LETTER_TEXTS.reference, language, { code: engagement.demand.code }),
      ...this.stationery.foot(message, context, tell(T.because), asks ? [page] : []),
    };
  }
}

export const OUTCOME_LETTERS: Provider[] = [
  OutcomeLetters,
  letter(OUTCOME_ASKED, OutcomeLetters, (letters) => letters.asked),
  letter(OUTCOME_STATED, OutcomeLetters, (letters) => letters.stated),
  letter(OUTCOME_SIGNED, OutcomeLetters, (letters) => letters.signed),
  letter(OUTCOME_ACCEPTED, OutcomeLetters, (letters) => letters.accepted),
  letter(OUTCOME_DISPUTED, OutcomeLetters, (letters) => letters.disputed),
  letter(OUTCOME_SETTLED, OutcomeLetters, (letters) => letters.settled),
];
