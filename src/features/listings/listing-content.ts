import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { Clock } from '../../shared/clock.js';
import { AppError, type FieldError } from '../../shared/errors.js';
import { localDate } from '../../shared/zoned-time.js';
import { TaxonomyService } from '../taxonomy/taxonomy.service.js';
import type { ListingInput } from './listing.dto.js';
import { LISTING_ERRORS as E } from './listing.errors.js';
import { contentProblems, submissionProblems } from './listing-checks.js';
import type { ListingContent } from './listing.types.js';

/** Makes what an author wrote into content that can be kept, with the code lists and the day at hand. */
@Injectable()
export class ListingContents {
  constructor(
    private readonly taxonomy: TaxonomyService,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Fills in the enterprise's region where none was given, and writes region codes in their significant digits. */
  complete(input: ListingInput['content'], enterpriseRegion: string): ListingContent {
    const region = (code: string): string => this.taxonomy.region(code)?.code ?? code;
    return {
      ...input,
      regionCode: region(input.regionCode ?? enterpriseRegion),
      serviceRegions: [...new Set(input.serviceRegions.map(region))],
    };
  }

  problems(content: ListingContent): FieldError[] {
    return contentProblems(content, this.taxonomy);
  }

  submissionProblems(content: ListingContent): FieldError[] {
    return submissionProblems(content, localDate(this.clock.now(), this.settings.timeZone));
  }

  /** @throws AppError (invalid) with the fields that cannot be kept as they are */
  assertValid(content: ListingContent): void {
    const problems = this.problems(content);
    if (problems.length > 0) throw new AppError(E.incomplete, {}, problems);
  }

  /** @throws AppError (invalid) with the fields that an officer would miss */
  assertSubmittable(content: ListingContent): void {
    const problems = [...this.problems(content), ...this.submissionProblems(content)];
    if (problems.length > 0) throw new AppError(E.incomplete, {}, problems);
  }

  /** With a category, guessed from its words where the author chose none and the words are clear. */
  withCategory(content: ListingContent): ListingContent {
    if (content.categoryCode !== null) return content;
    const text = [content.title, content.title === content.body ? '' : content.body, content.methods, content.effect, content.product].join('\n');
    return { ...content, categoryCode: this.taxonomy.guessCategory(text) };
  }
}
