import type { FieldError } from '../../shared/errors.js';
import type { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import { CHECK_TEXTS as T } from './listing-checks.texts.js';
import type { ListingContent } from './listing.types.js';

/** A deadline beyond these is a slip of the keyboard, and not every year has a place in the database's calendar. */
const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2199-12-31';

/** Codes that are in no list, and amounts the wrong way round: refused also in a draft, since nobody typed them. */
export function contentProblems(content: ListingContent, taxonomy: TaxonomyService): FieldError[] {
  const problems: FieldError[] = [];
  if (content.categoryCode !== null && !taxonomy.isCategory(content.categoryCode)) problems.push({ field: 'categoryCode', ...T.category });
  if (content.industryCode !== null && !taxonomy.isIndustry(content.industryCode)) problems.push({ field: 'industryCode', ...T.industry });
  if (!taxonomy.isRegion(content.regionCode)) problems.push({ field: 'regionCode', ...T.region });
  content.serviceRegions.forEach((code, i) => {
    if (!taxonomy.isRegion(code)) problems.push({ field: `serviceRegions.${i}`, ...T.region });
  });
  content.certificates.forEach((code, i) => {
    if (!taxonomy.isCertificate(code)) problems.push({ field: `certificates.${i}`, ...T.certificate });
  });
  if (content.budgetMin !== null && content.budgetMax !== null && content.budgetMin > content.budgetMax) {
    problems.push({ field: 'budgetMax', ...T.budget });
  }
  if (content.deadline !== null && (content.deadline < FIRST_DAY || content.deadline > LAST_DAY)) problems.push({ field: 'deadline', ...T.deadline });
  return problems;
}

/** What a listing still lacks before an officer can look at it. `today` is YYYY-MM-DD. */
export function submissionProblems(content: ListingContent, today: string): FieldError[] {
  const problems: FieldError[] = [];
  if (content.title === '') problems.push({ field: 'title', ...T.title });
  const says = [content.body, content.materials, content.methods, content.effect, content.product, content.application];
  if (says.every((text) => text === '')) problems.push({ field: 'body', ...T.body });
  if (content.deadline !== null && content.deadline < today) problems.push({ field: 'deadline', ...T.deadline });
  return problems;
}
