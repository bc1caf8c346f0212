import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { FileField } from '../../../web/components/fields.js';
import { ErrorSummary, Form, type Problem } from '../../../web/components/form.js';
import { Empty } from '../../../web/components/states.js';
import { Crumbs, Links } from '../../../web/components/ways.js';
import { formatNumber } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import type { PageContext } from '../../../web/page-context.js';
import { useSay } from '../../../web/page-context.js';
import type { ListingKind } from '../../listings/listing.types.js';
import { IMPORT_TEXTS as T } from '../import.texts.js';
import { MOST_ROWS } from '../sheet.js';

interface ImportPageProps {
  readonly ctx: PageContext;
  readonly kind: ListingKind;
  /** Those for which the reader may import. */
  readonly enterprises: readonly { readonly id: string; readonly name: string }[];
  /** The one that is chosen, or the only one. */
  readonly enterprise: { readonly id: string; readonly name: string } | null;
  readonly problem?: string;
}

/** Where a sheet is given in. */
export function ImportPage(props: ImportPageProps): VNode {
  const { ctx, kind, enterprises, enterprise } = props;
  const title = kind === 'demand' ? T.titleDemand : T.titleOffering;
  const mine = kind === 'demand' ? { label: T.seeDemands, path: '/workspace/demands' } : { label: T.seeOfferings, path: '/workspace/offerings' };
  return (
    <Layout ctx={ctx} kind="desk" frame="narrow" title={title[ctx.language]} noIndex>
      <Crumbs ways={[{ label: mine.label[ctx.language], href: href(ctx, mine.path) }]} />
      <h1>{title[ctx.language]}</h1>
      {enterprises.length === 0 ? <NoEnterprise ctx={ctx} /> : enterprise ? <Upload {...props} enterprise={enterprise} /> : <Choose {...props} />}
    </Layout>
  );
}

function Upload({ ctx, kind, enterprises, enterprise, problem }: ImportPageProps & { enterprise: { id: string; name: string } }): VNode {
  const say = useSay();
  const problems: Problem[] = problem ? [{ field: 'file', message: problem }] : [];
  return (
    <>
      <p class="lead2">{say(T.lead, { most: formatNumber(MOST_ROWS) })}</p>
      <Form action={href(ctx, `/imports?kind=${kind}&enterprise=${enterprise.id}`)} class="sheet form" problems={problems} labels={{ file: say(T.file) }} multipart>
        <ErrorSummary />
        {enterprises.length > 1 && <p class="b">{enterprise.name}</p>}
        <FileField name="file" accept=".xlsx,.csv,.txt" hint={say(T.fileHint)} />
        <Acts spaced>
          <Button>{say(T.upload)}</Button>
          <a href={href(ctx, `/imports/template.csv?kind=${kind}`)}>{say(T.template)}</a>
        </Acts>
      </Form>
    </>
  );
}

function Choose({ ctx, kind, enterprises }: ImportPageProps): VNode {
  return (
    <section class="gap" aria-labelledby="which">
      <h2 id="which">{useSay()(T.chooseEnterprise)}</h2>
      <Links ways={enterprises.map(({ id, name }) => ({ label: name, href: href(ctx, `/imports/new?kind=${kind}&enterprise=${id}`) }))} />
    </section>
  );
}

function NoEnterprise({ ctx }: { ctx: PageContext }): VNode {
  const say = useSay();
  return (
    <Empty level={2} title={say(T.noEnterprise)} action={<ButtonLink href={href(ctx, '/register')}>{say(T.register)}</ButtonLink>}>
      {say(T.noEnterpriseText)}
    </Empty>
  );
}
