import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Sheet } from '../../../web/components/sections.js';
import type { PageContext } from '../../../web/page-context.js';
import { useSay } from '../../../web/page-context.js';
import { REVIEW_TEXTS as T } from '../review-pages.texts.js';
import type { ReviewReason } from '../review-reasons.types.js';
import { ReasonFields } from './decision-form.js';
import { type Office, OfficePage } from './office-page.js';

interface ReturnManyProps {
  ctx: PageContext;
  office: Office;
  cases: readonly { readonly id: string; readonly title: string }[];
  /** Those that fit every chosen case. */
  reasons: readonly ReviewReason[];
  values?: FormValues;
  problems?: readonly Problem[];
}

/** Several cases returned for the same reasons: which, why, and the words to all of them. */
export function ReturnManyPage(props: ReturnManyProps): VNode {
  const { ctx, office, cases } = props;
  return (
    <OfficePage ctx={ctx} office={office} title={T.returnManyTitle[ctx.language].replace('{n}', String(cases.length))}>
      <Content {...props} />
    </OfficePage>
  );
}

function Content({ ctx, cases, reasons, values = {}, problems = [] }: ReturnManyProps): VNode {
  const say = useSay();
  return (
    <Form action={href(ctx, '/review')} class="form" values={values} problems={problems} labels={{ reasonCodes: say(T.reasons), note: say(T.letter) }}>
      <h1>{say(T.returnManyTitle, { n: cases.length })}</h1>
      <p class="soft">{say(T.returnManyLead)}</p>
      <ErrorSummary />
      <Sheet>
        <ul class="dot">
          {cases.map(({ id, title }) => (
            <li>
              <input type="hidden" name="case" value={id} />
              {title}
            </li>
          ))}
        </ul>
      </Sheet>
      <ReasonFields reasons={reasons} />
      <Acts spaced>
        <Button kind="no" name="do" value="return-now">
          {say(T.return)}
        </Button>
        <ButtonLink kind="quiet" href={href(ctx, '/review')}>
          {say(T.backToQueue)}
        </ButtonLink>
      </Acts>
    </Form>
  );
}
