import { type Language, say } from '../../shared/language.js';
import { workingDaysBetween } from '../../shared/working-days.js';
import type { Tone } from '../../web/components/status.js';
import { formatDate, formatDeadline, formatMoney, formatMoneyRange, formatRelative, formatWorkingDaysLeft, shorten, timeZone } from '../../web/format.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { Task } from './workspace.service.js';
import { WORKSPACE_TEXTS as T } from './workspace.texts.js';

/** How one thing to do is told: its state, what it is, what is behind it, and the one way on. */
interface ToldTask {
  readonly tone: Tone;
  readonly state: string;
  readonly due?: string;
  readonly title: string;
  readonly text: string;
  /** Without the language. */
  readonly path: string;
  readonly act: string;
}

interface Reader {
  readonly language: Language;
  readonly now: Date;
}

type MatchTask = Extract<Task, { match: unknown }>;
type EnterpriseTask = Extract<Task, { enterprise: unknown }>;
type ListingTask = Extract<Task, { listing: unknown }>;

export function tellTask(task: Task, reader: Reader, taxonomy: TaxonomyService): ToldTask {
  const t = (key: keyof typeof T, params = {}): string => say(T[key], reader.language, params);
  switch (task.kind) {
    case 'interest':
    case 'invitation':
      return tellMatch(task, reader, taxonomy);
    case 'statement':
      return tellStatement(task, reader);
    case 'confirm-address':
      return { tone: 'wait', state: t('confirmState'), title: t('confirm'), text: t('confirmText', { email: task.email }), path: '/account', act: t('confirmDo') };
    case 'no-enterprise':
      return { tone: 'wait', state: t('noEnterpriseState'), title: t('noEnterprise'), text: t('noEnterpriseText'), path: '/register', act: t('noEnterpriseDo') };
    case 'hand-in':
    case 'enterprise-returned':
      return tellEnterprise(task, reader);
    case 'returned':
    case 'ending':
    case 'draft':
      return tellListing(task, reader);
  }
}

function tellMatch({ kind, match }: MatchTask, { language, now }: Reader, taxonomy: TaxonomyService): ToldTask {
  const { demand, explanation } = match;
  const counts = { reasons: explanation.strengths.length, gaps: explanation.gaps.length };
  const path = `/matches/${match.id}`;
  if (kind === 'interest') {
    return {
      ...tellDue(match.replyDueAt, { language, now }),
      title: say(T.interest, language, { name: match.provider.name }),
      text: say(T.fits, language, { title: shorten(demand.title, 40), ...counts }),
      path,
      act: say(T.interestDo, language),
    };
  }
  const budget = formatMoneyRange(demand.budgetMin, demand.budgetMax, language);
  return {
    ...tellDue(match.answerDueAt, { language, now }),
    title: say(T.invitation, language, { title: demand.title }),
    text: say(T.invitationText, language, { region: taxonomy.regionPath(demand.regionCode)[language], budget, ...counts }),
    path,
    act: say(T.invitationDo, language),
  };
}

function tellStatement({ statement }: Extract<Task, { statement: unknown }>, { language, now }: Reader): ToldTask {
  const { stage, amount, day, otherName: name, title, engagementId } = statement;
  const params = { name, title: shorten(title, 40), amount: formatMoney(amount ?? 0, language), day: formatDate(day, language, { now }) };
  return {
    tone: 'wait',
    state: say(T.waitingConfirm, language),
    title: say(stage === 'signed' ? T.statedSigned : T.statedAccepted, language, params),
    text: say(stage === 'signed' ? T.statedSignedText : T.statedAcceptedText, language, params),
    path: `/engagements/${engagementId}`,
    act: say(T.statedDo, language),
  };
}

function tellDue(at: Date | null, { language, now }: Reader): Pick<ToldTask, 'tone' | 'state' | 'due'> {
  if (at === null) return { tone: 'wait', state: say(T.waiting, language) };
  const left = at <= now ? -1 : workingDaysBetween(now, at, timeZone());
  return { tone: left <= 0 ? 'bad' : 'wait', state: formatWorkingDaysLeft(left, language), due: say(T.before, language, { date: formatDeadline(at, language, now) }) };
}

function tellEnterprise({ kind, enterprise, note }: EnterpriseTask, { language }: Reader): ToldTask {
  const { name, code } = enterprise;
  const path = `/enterprises/${code}`;
  if (kind === 'hand-in') {
    return { tone: 'wait', state: say(T.status_registered, language), title: say(T.handIn, language, { name }), text: say(T.handInText, language), path, act: say(T.handInDo, language) };
  }
  return {
    tone: 'bad',
    state: say(T.status_returned, language),
    title: say(T.enterpriseReturned, language, { name }),
    text: note ?? say(T.enterpriseReturnedText, language),
    path,
    act: say(T.enterpriseReturnedDo, language),
  };
}

const LISTING_TONES: Readonly<Record<ListingTask['kind'], Tone>> = { returned: 'bad', ending: 'wait', draft: 'ended' };

function tellListing({ kind, listing }: ListingTask, { language, now }: Reader): ToldTask {
  const params = {
    title: shorten(listing.title || say(T.untitled, language), 40),
    date: listing.expiresAt ? formatDate(new Date(listing.expiresAt), language, { now }) : '',
    when: formatRelative(new Date(listing.updatedAt), now, language),
  };
  return {
    tone: LISTING_TONES[kind],
    state: say(T[`${kind}State`], language),
    title: say(T[kind], language, params),
    text: say(T[`${kind}Text`], language, params),
    path: `/${listing.kind}s/${listing.code}${kind === 'ending' ? '' : '/edit'}`,
    act: say(T[`${kind}Do`], language),
  };
}
