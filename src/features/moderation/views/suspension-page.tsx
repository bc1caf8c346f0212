import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Segmented } from '../../../web/components/text.js';
import type { PageContext } from '../../../web/page-context.js';
import { useSay } from '../../../web/page-context.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';
import { reasonsForSuspension } from '../review-reasons.types.js';
import { ReasonFields } from './decision-form.js';
import { type Office, OfficePage } from './office-page.js';

interface SuspensionPageProps {
  ctx: PageContext;
  office: Office;
  listing: { readonly id: string; readonly title: string; readonly status: string };
  values?: FormValues;
  problems?: readonly Problem[];
}

/** Takes a listing off the market, or puts it back. */
export function SuspensionPage(props: SuspensionPageProps): VNode {
  const { ctx, office, listing } = props;
  const title = listing.status === 'suspended' ? T.restoreTitle : T.suspendTitle;
  return (
    <OfficePage ctx={ctx} office={office} title={title[ctx.language]}>
      <Content {...props} />
    </OfficePage>
  );
}

function Content({ ctx, listing, values = {}, problems = [] }: SuspensionPageProps): VNode {
  const say = useSay();
  const isSuspended = listing.status === 'suspended';
  return (
    <Form
      action={href(ctx, `/review/listings/${listing.id}`)}
      class="form"
      values={values}
      problems={problems}
      labels={{ reasonCodes: say(T.suspendReasons), note: say(T.letter) }}
    >
      <h1>{say(isSuspended ? T.restoreTitle : T.suspendTitle)}</h1>
      <p class="b">
        <Segmented text={listing.title} />
      </p>
      <p class="soft">{say(isSuspended ? T.restoreLead : T.suspendLead)}</p>
      <ErrorSummary />
      {!isSuspended && <ReasonFields reasons={reasonsForSuspension()} />}
      <Acts spaced>
        <Button kind={isSuspended ? 'fill' : 'no'} name="do" value={isSuspended ? 'restore' : 'suspend'}>
          {say(isSuspended ? T.restore : T.suspend)}
        </Button>
      </Acts>
    </Form>
  );
}
