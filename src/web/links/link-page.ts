import type { LinkPurpose } from '../../platform/mail/link-purpose.js';
import type { MailLink } from '../../platform/mail/mail-link.entity.js';
import { mailErrors } from '../../platform/mail/mail.errors.js';
import { AppError } from '../../shared/errors.js';
import type { FormValues, Problem } from '../components/form.js';
import type { PageContext } from '../page-context.js';
import type { HtmlPage } from '../render.js';

/** A form that comes back: what was typed, and what to change. */
export interface ReturnedForm {
  readonly values: FormValues;
  readonly problems: readonly Problem[];
}

/** What follows once a link was used: a sentence, and where to go on. */
export interface LinkAftermath {
  readonly text: string;
  readonly way?: { readonly label: string; readonly href: string };
  /** What taking it back does, and until when; only while `takeBack` can. */
  readonly undo?: string;
}

/**
 * What a kind of mailed link opens. Nobody need be signed in: the link is the proof. A feature provides a subclass for each
 * of its purposes in its module; boot fails for two of one purpose.
 */
export abstract class LinkPage {
  abstract readonly purpose: LinkPurpose;

  /**
   * The confirming page of a link that can still be used, or (409) what has become of its question meanwhile. Changes
   * nothing, whoever opens it.
   */
  abstract show(ctx: PageContext, link: MailLink, form?: ReturnedForm): Promise<HtmlPage>;

  /**
   * Does what was confirmed and uses the link up, in one transaction. Returns the form when there is something to change in it.
   * @throws AppError when it cannot be done any more
   */
  abstract act(ctx: PageContext, link: MailLink, body: unknown): Promise<ReturnedForm | null>;

  /** What follows from the outcome of a used link. */
  abstract after(ctx: PageContext, link: MailLink): Promise<LinkAftermath>;

  /**
   * Takes back what was confirmed and makes the link usable again (`MailLinks.release`), in one transaction.
   * @throws AppError when that cannot be done, or not any more
   */
  takeBack(_ctx: PageContext, _link: MailLink): Promise<void> {
    return Promise.reject(new AppError(mailErrors.noWayBack));
  }
}
