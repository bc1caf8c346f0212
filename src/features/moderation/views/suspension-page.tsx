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

/** A listing or an enterprise that is on the market, or was taken off it. */
export interface SuspensionSubject {
  readonly kind: 'listing' | 'enterprise';
  readonly id: string;
  readonly title: string;
  readonly isSuspended: boolean;
}

const WORDS = {
  listing: { at: 'listings', suspend: T.suspendTitle, suspendLead: T.suspendLead, restore: T.restoreTitle },
  enterprise: { at: 'enterprises', suspend: T.suspendEnterpriseTitle, suspendLead: T.suspendEnterpriseLead, restore: T.restoreEnterpriseTitle },
} as const;

interface SuspensionPageProps {
  ctx: PageContext;
  office: Office;
  subject: SuspensionSubject;
  values?: FormValues;
  problems?: readonly Problem[];
}

/** Takes a listing or an enterprise off the market, or puts it back. */
export function SuspensionPage(props: SuspensionPageProps): VNode {
  const { ctx, office, subject } = props;
  const words = WORDS[subject.kind];
  const title = subject.isSuspended ? words.restore : words.suspend;
  return (
    <OfficePage ctx={ctx} office={office} title={title[ctx.language]}>
      <Content {...props} />
    </OfficePage>
  );
}

function Content({ ctx, subject, values = {}, problems = [] }: SuspensionPageProps): VNode {
  const say = useSay();
  const { kind, id, isSuspended } = subject;
  const words = WORDS[kind];
  return (
    <Form
      action={href(ctx, `/review/${words.at}/${id}`)}
      class="form"
      values={values}
      problems={problems}
      labels={{ reasonCodes: say(T.suspendReasons), note: say(T.letter) }}
    >
      <h1>{say(isSuspended ? words.restore : words.suspend)}</h1>
      <p class="b">
        <Segmented text={subject.title} />
      </p>
      <p class="soft">{say(isSuspended ? T.restoreLead : words.suspendLead)}</p>
      <ErrorSummary />
      {!isSuspended && <ReasonFields reasons={reasonsForSuspension(kind)} />}
      <Acts spaced>
        <Button kind={isSuspended ? 'fill' : 'no'} name="do" value={isSuspended ? 'restore' : 'suspend'}>
          {say(isSuspended ? T.restore : T.suspend)}
        </Button>
      </Acts>
    </Form>
  );
}
