import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { MemberRole } from '../../shared/actor.js';
import { AppError } from '../../shared/errors.js';
import { type Language, say, type Text } from '../../shared/language.js';
import type { BlockCell } from '../../web/components/facts.js';
import type { Change } from '../../web/components/tables.js';
import { formatDate, formatRelative } from '../../web/format.js';
import type { PageContext } from '../../web/page-context.js';
import { EngagementsQueries } from '../engagements/engagements.queries.js';
import { EnterpriseQueries } from '../enterprises/enterprises.queries.js';
import { ROLE_TEXTS } from '../enterprises/member-acts.types.js';
import { ContentWordsService } from '../listings/content-words.service.js';
import { ListingsQueries } from '../listings/listings.queries.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { contentTexts, engagementCells, enterpriseCells, enterpriseTexts, listingCells } from './case-facts.js';
import { MODERATION_ERRORS } from './moderation.errors.js';
import type { ReviewView } from './review.dto.js';
import { HISTORY_TEXTS, REVIEW_TEXTS as T } from './review-pages.texts.js';
import { type ReviewReason, reasonsFor } from './review-reasons.types.js';
import type { Hint } from './review.types.js';
import { ReviewsQueries } from './reviews.queries.js';
import { type ServiceClock, serviceClock } from './service-clock.js';
import { type HintWords, hintWords } from './views/hint-words.js';

/** Everything that the page of a case shows, in the officer's language. */
export interface CaseFile {
  readonly review: ReviewView;
  readonly code: string;
  readonly kind: string;
  readonly clock: ServiceClock;
  readonly cells: readonly BlockCell[];
  readonly texts: readonly { readonly title: string; readonly text: string }[];
  readonly files: readonly { readonly name: string; readonly href: string; readonly size: number }[];
  readonly evidence: readonly { readonly name: string; readonly remark: string }[];
  readonly hints: readonly HintWords[];
  /** What an edit changes; null for what is no edit. */
  readonly changes: readonly Change[] | null;
  readonly history: readonly { readonly at: string; readonly text: string; readonly hash: string }[];
  readonly reasons: readonly ReviewReason[];
  /** The public page of the subject. */
  readonly pageHref: string;
}

type SubjectPart = Pick<CaseFile, 'code' | 'cells' | 'texts' | 'files' | 'evidence' | 'changes' | 'pageHref'>;

/** Puts together what an officer has to see of a case. */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly queries: ReviewsQueries,
    private readonly listings: ListingsQueries,
    private readonly enterprises: EnterpriseQueries,
    private readonly engagements: EngagementsQueries,
    private readonly taxonomy: TaxonomyService,
    private readonly words: ContentWordsService,
    private readonly audit: AuditLog,
    private readonly settings: Settings,
  ) {}

  /** @throws AppError (not-found), also for a case of another region */
  async open(ctx: PageContext, id: string): Promise<CaseFile> {
    const review = await this.queries.view(ctx.actor, id);
    const subject = await this.subjectOf(ctx, review);
    return {
      ...subject,
      review,
      kind: this.kindOf(review, ctx.language),
      clock: serviceClock(new Date(review.dueAt), review.decidedAt ? new Date(review.decidedAt) : ctx.now, this.settings.timeZone),
      hints: (review.hints as Hint[]).map((hint) => hintWords(hint, ctx.language, review.listingKind)),
      history: await this.history(ctx, review.listingId ?? review.subjectId),
      reasons: reasonsFor(review.subjectKind),
    };
  }

  private async subjectOf(ctx: PageContext, review: ReviewView): Promise<SubjectPart> {
    if (review.subjectKind === 'enterprise') return this.ofEnterprise(ctx, review);
    return review.subjectKind === 'engagement' ? this.ofEngagement(ctx, review) : this.ofListing(ctx, review);
  }

  kindOf(review: Pick<ReviewView, 'subjectKind' | 'listingKind'>, language: Language): string {
    if (review.subjectKind === 'enterprise' || review.subjectKind === 'engagement') return T[review.subjectKind][language];
    const kind = T[review.listingKind ?? 'demand'][language];
    return review.subjectKind === 'revision' ? say(T.revisionOf, language, { kind }) : kind;
  }

  private async ofListing(ctx: PageContext, review: ReviewView): Promise<SubjectPart> {
    const kind = review.listingKind ?? 'demand';
    const [listing, enterprise, record] = await Promise.all([
      this.listings.view(ctx.actor, kind, review.listingId!),
      this.enterprises.view(ctx.actor, review.enterprise.id),
      this.queries.recordOf(review.enterprise.id),
    ]);
    const edit = review.subjectKind === 'revision' ? await this.listings.revision(review.subjectId) : null;
    const plural = kind === 'demand' ? 'demands' : 'offerings';
    return {
      code: listing.code,
      cells: listingCells({ ...listing, ...(edit?.after ?? {}) }, enterprise, record, this.words, ctx.language),
      texts: contentTexts({ ...listing, ...(edit?.after ?? {}) }, listing.tags, ctx.language),
      files: (listing.own?.attachments ?? []).map(({ id, name, size }) => ({ name, size, href: `/api/v1/${plural}/${listing.id}/attachments/${id}` })),
      evidence: [],
      changes: edit ? this.words.changes(edit.before, edit.after, kind, ctx.language) : null,
      pageHref: `/${plural}/${listing.code}`,
    };
  }

  private async ofEnterprise(ctx: PageContext, review: ReviewView): Promise<SubjectPart> {
    const [enterprise, evidence] = await Promise.all([this.enterprises.view(ctx.actor, review.enterprise.id), this.enterprises.evidenceOf(review.enterprise.id)]);
    const { language } = ctx;
    return {
      code: enterprise.code,
      cells: enterpriseCells(enterprise, { region: this.taxonomy.regionPath(enterprise.regionCode)[language], industry: enterprise.industryCode ? this.taxonomy.label('industry', enterprise.industryCode, language) : '' }, language),
      texts: enterpriseTexts(enterprise, language),
      files: [],
      evidence: evidence.map(({ attribute, value, note, checkedBy, validUntil }) => ({
        name: attribute === 'certificate' ? this.taxonomy.label('certificate', value, language) : value,
        remark: [
          checkedBy ? say(T.checkedBy, language, { by: checkedBy[language] }) : T.selfDeclared[language],
          validUntil ? `→ ${formatDate(validUntil, language)}` : '',
          note,
        ]
          .filter((part) => part !== '')
          .join('，'),
      })),
      changes: null,
      pageHref: `/enterprises/${enterprise.code}`,
    };
  }

  private async ofEngagement({ language }: PageContext, review: ReviewView): Promise<SubjectPart> {
    const engagement = await this.engagements.byId(review.subjectId);
    if (!engagement) throw new AppError(MODERATION_ERRORS.notFound);
    return {
      code: engagement.demand.code,
      cells: engagementCells(engagement, language),
      texts: [],
      files: [],
      evidence: [],
      changes: null,
      pageHref: `/demands/${engagement.demand.code}`,
    };
  }

  private async history({ now, language }: PageContext, subjectId: string): Promise<CaseFile['history']> {
    const entries = await this.audit.historyOf(subjectId);
    return entries
      .map(({ at, action, actorName, data, hash }) => {
        const text = (HISTORY_TEXTS as Record<string, Text>)[action];
        return { at: formatRelative(at, now, language), text: text ? say(text, language, { name: actorName, ...memberWords(data, language) }) : action, hash };
      })
      .reverse();
  }
}

/** On whom an act on a seat was, and the roles in words; nothing of other acts. */
function memberWords({ whom, role, before }: Readonly<Record<string, unknown>>, language: Language): Record<string, string> {
  const named = (value: unknown): string => (typeof value === 'string' && value in ROLE_TEXTS ? ROLE_TEXTS[value as MemberRole][language] : '');
  return typeof whom === 'string' ? { whom, role: named(role), before: named(before) } : {};
}
