import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { type Language, say } from '../../shared/language.js';
import { localDate } from '../../shared/zoned-time.js';
import { formatDate, formatMoneyRange, formatPoints, shorten } from '../../web/format.js';
import type { MailFact } from '../../web/mail/mail-content.js';
import { CERTIFICATE } from '../enterprises/enterprises.types.js';
import type { MatchedDemand, MatchRecord, ProviderEvidence } from './matching.types.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { EVIDENCE_TEXTS, FACT_TEXTS as T, SIZE_TEXTS } from './match-facts.texts.js';

/** Facts of a match as rows of a title block: the same in the mail and on the page that it leads to. */
@Injectable()
export class MatchFactsService {
  constructor(
    private readonly taxonomy: TaxonomyService,
    private readonly settings: Settings,
  ) {}

  place(regionCode: string, language: Language): string {
    return this.taxonomy.regionPath(regionCode)[language];
  }

  demand({ demand, factory }: { demand: MatchedDemand; factory: { name: string } }, language: Language, now: Date): MailFact[] {
    return [
      { term: say(T.factory, language), value: factory.name },
      { term: say(T.place, language), value: this.place(demand.regionCode, language) },
      { term: say(T.budget, language), value: formatMoneyRange(demand.budgetMin, demand.budgetMax, language) },
      { term: say(T.quantity, language), value: demand.quantity ?? '' },
      { term: say(T.effect, language), value: shorten(demand.effect, 80) },
      { term: say(T.deadline, language), value: demand.deadline ? say(T.beforeDay, language, { day: formatDate(demand.deadline, language, { now }) }) : '' },
    ];
  }

  provider({ provider, offering, score, record }: MatchRecord, language: Language): MailFact[] {
    return [
      { term: say(T.place, language), value: this.place(provider.regionCode, language) },
      { term: say(T.size, language), value: say(SIZE_TEXTS[provider.size], language) },
      { term: say(T.offering, language), value: offering.title },
      { term: say(T.score, language), value: say(T.points, language, { points: formatPoints(score) }) },
      { term: say(T.answers, language), value: record.invited > 0 ? say(T.answered, language, { invited: record.invited, answered: record.answered }) : '' },
    ];
  }

  /** Each proof with how it is known and until when. */
  evidence(proofs: readonly ProviderEvidence[], language: Language, now: Date): MailFact[] {
    const today = localDate(now, this.settings.timeZone);
    return proofs.map(({ attribute, value, source, validUntil }) => {
      const term = attribute === CERTIFICATE ? this.taxonomy.label('certificate', value, language) : value;
      const day = validUntil && formatDate(validUntil, language);
      const basis = say(source === 'officer' ? EVIDENCE_TEXTS.checked : EVIDENCE_TEXTS.stated, language);
      if (!day || !validUntil) return { term, value: basis };
      return { term, value: validUntil < today ? say(EVIDENCE_TEXTS.expired, language, { day }) : say(EVIDENCE_TEXTS.until, language, { basis, day }) };
    });
  }
}
