import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor.js';
import { say, type Text } from '../../shared/language.js';
import type { PageContext } from '../../web/page-context.js';
import type { NavItem } from '../../web/top-bar.js';
import { REVIEW_TEXTS as T } from './review-pages.texts.js';
import { ReviewsQueries } from './reviews.queries.js';

/** A way in the officers' bar that a higher feature brings along. */
interface OfficeWay {
  readonly label: Text;
  /** Without the language. */
  readonly path: string;
  readonly isFor: (actor: Actor) => boolean;
}

/** The officers' bar: whose office it is, the queue, and what higher features add when they start. */
@Injectable()
export class OfficeWaysService {
  private readonly added: OfficeWay[] = [];

  constructor(private readonly reviews: ReviewsQueries) {}

  add(way: OfficeWay): void {
    this.added.push(way);
  }

  /** The added ways that are the reader's. */
  of({ actor, language, path }: PageContext): NavItem[] {
    return this.added.filter(({ isFor }) => isFor(actor)).map((way) => ({ label: say(way.label, language), path: way.path, current: path === way.path || path.startsWith(`${way.path}/`) }));
  }

  /** The whole bar, for a higher feature's own page (`Layout`'s `office`). */
  async bar(ctx: PageContext): Promise<{ authority: string; ways: NavItem[] }> {
    const [authority, { total }] = await Promise.all([this.reviews.authorityOf(ctx.actor), this.reviews.list(ctx.actor, { status: 'open', page: 1, pageSize: 1 })]);
    const own = [
      { label: say(T.waitingN, ctx.language, { n: total }), path: '/review' },
      { label: T.decided[ctx.language], path: '/review/decided' },
    ];
    return { authority: authority?.[ctx.language] ?? '', ways: [...own, ...this.of(ctx)] };
  }
}
