import type { VNode } from 'preact';
import type { Page } from '../../../shared/paging.js';
import { href } from '../../../web/address.js';
import { Acts, Button } from '../../../web/components/button.js';
import { TextField } from '../../../web/components/fields.js';
import { CsrfField, ErrorSummary, Form, type FormValues, type Problem } from '../../../web/components/form.js';
import { Bar } from '../../../web/components/match.js';
import { Section } from '../../../web/components/sections.js';
import { Note, Status } from '../../../web/components/status.js';
import { Scroll, Table } from '../../../web/components/tables.js';
import { Pager } from '../../../web/components/ways.js';
import { formatDate } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import { type PageContext, useSay } from '../../../web/page-context.js';
import type { NavItem } from '../../../web/top-bar.js';
import { REMATCH_TEXTS as R } from '../rematch/rematch.texts.js';
import { STARTING_WEIGHTS } from '../scoring/weights.js';
import { MOST_COUNTED } from '../weights/reweigh.service.js';
import { factoryField, providerField, type WeightsView } from '../weights/weights.dto.js';
import { WEIGHTS_TEXTS as T } from '../weights/weights.texts.js';
import type { WeightsChange, WeightsInForce } from '../weights/weights.types.js';
import { tablesOf } from '../weights/weights.view.js';

interface WeightsPageProps {
  ctx: PageContext;
  office: { authority: string; ways: readonly NavItem[] };
  inForce: WeightsInForce;
  changes: Page<WeightsChange>;
  /** Suggestions that are still to be scored anew. */
  left: number;
  mayChange: boolean;
  values: FormValues;
  problems: readonly Problem[];
  refusal: string | undefined;
}

type PartRow = WeightsView['factory'][number];

/** The weights in force, what each part means, a form to try others, and every change with its way back. */
export function WeightsPage(props: WeightsPageProps): VNode {
  const { ctx, office } = props;
  return (
    <Layout ctx={ctx} kind="office" title={T.title[ctx.language]} office={office} noIndex>
      <Content {...props} />
    </Layout>
  );
}

function Content(props: WeightsPageProps): VNode {
  const say = useSay();
  const { ctx, inForce, left, mayChange, changes } = props;
  const tables = tablesOf(inForce, ctx.language);
  const last = changes.page === 1 ? changes.items[0] : undefined;
  return (
    <>
      <h1>{say(T.title)}</h1>
      <p class="lead2 prose">{say(T.lead)}</p>
      {left > 0 && <Note tone="info">{left >= MOST_COUNTED ? say(T.rescoringMany) : say(T.rescoring, { n: left })}</Note>}
      <Section id="present" title={say(T.inForce)} aside={<span class="s soft">{sinceOf(ctx, inForce, last, say)}</span>}>
        <div class="cols">
          <PartTable label={say(T.factoryTable)} rows={tables.factory} />
          <PartTable label={say(T.providerTable)} rows={tables.provider} />
        </div>
        <p class="s soft after">{say(T.combined)}</p>
      </Section>
      <Section id="try" title={say(T.tryTitle)} sheet>
        {mayChange ? <TryForm {...props} tables={tables} /> : <Note tone="info">{say(T.onlySecretariat)}</Note>}
      </Section>
      {mayChange && (
        <Section id="rematch" title={say(R.title)} sheet>
          <p class="prose">{say(R.lead)}</p>
          <form method="post" action={href(ctx, '/review/rematch')}>
            <CsrfField />
            <Acts spaced>
              <Button kind="alt">{say(R.begin)}</Button>
            </Acts>
          </form>
        </Section>
      )}
      {changes.total > 0 && (
        <Section id="history" title={say(T.history)}>
          <ChangesTable {...props} />
          <Pager page={changes} />
        </Section>
      )}
    </>
  );
}

function sinceOf(ctx: PageContext, inForce: WeightsInForce, last: WeightsChange | undefined, say: ReturnType<typeof useSay>): string {
  if (inForce.number === 0) return say(T.sinceStart, { name: inForce.name });
  if (last?.number !== inForce.number) return inForce.name;
  return say(T.since, { name: inForce.name, by: last.authorName || say(T.platform), at: formatDate(last.at, ctx.language, { time: true, year: 'always' }) });
}

export function PartTable({ label, rows }: { label: string; rows: readonly PartRow[] }): VNode {
  const say = useSay();
  const scale = Math.max(...rows.map(({ share }) => share), 1);
  return (
    <Scroll label={label}>
      <Table
        caption={label}
        rows={rows}
        columns={[
          { head: say(T.part), nowrap: true, cell: ({ name }) => name },
          { head: say(T.meaning), cell: ({ meaning }) => <span class="s soft">{meaning}</span> },
          { head: say(T.weight), right: true, cell: ({ weight }) => weight },
          {
            head: say(T.share),
            right: true,
            nowrap: true,
            cell: ({ share }) => (
              <>
                {say(T.percent, { n: share })}
                <Bar value={share} max={scale} scale={scale} />
              </>
            ),
          },
        ]}
      />
    </Scroll>
  );
}

function TryForm({ ctx, values, problems, refusal, tables }: WeightsPageProps & { tables: ReturnType<typeof tablesOf> }): VNode {
  const say = useSay();
  const sides = [
    { title: say(T.factoryTable), rows: tables.factory, field: factoryField },
    { title: say(T.providerTable), rows: tables.provider, field: providerField },
  ];
  const labels = Object.fromEntries([...sides.flatMap(({ rows, field }) => rows.map(({ part, name }) => [field(part), name])), ['note', say(T.note)]]) as Record<string, string>;
  return (
    <Form action={href(ctx, '/review/weights')} values={values} problems={problems} labels={labels}>
      {refusal && <Note tone="bad" role="alert" title={refusal} />}
      <ErrorSummary />
      <input type="hidden" name="base" value={String(values['base'])} />
      <p class="hint">{say(T.tryHint)}</p>
      {sides.map(({ title, rows, field }) => (
        <fieldset class="f">
          <legend>{title}</legend>
          <div class="halves">
            {rows.map(({ part, weight, share }) => (
              <TextField name={field(part)} hint={say(T.now, { weight, share })} inputMode="decimal" autocomplete="off" maxLength={10} short />
            ))}
          </div>
        </fieldset>
      ))}
      <div class="halves">
        <TextField name="note" hint={say(T.noteHint)} maxLength={500} />
      </div>
      <Acts spaced>
        <Button>{say(T.try)}</Button>
      </Acts>
    </Form>
  );
}

function ChangesTable({ ctx, inForce, changes, mayChange }: WeightsPageProps): VNode {
  const say = useSay();
  const isLastPage = changes.page * changes.pageSize >= changes.total;
  // Nobody put the first table in force; it was there.
  const first: WeightsChange | null = isLastPage ? { number: 0, name: STARTING_WEIGHTS.name, note: '', authorName: '', at: new Date(0) } : null;
  const rows = first === null ? changes.items : [...changes.items, first];
  const way = ({ name, number }: WeightsChange): VNode => {
    if (number === inForce.number) return <Status tone="live">{say(T.inUse)}</Status>;
    return mayChange && name !== inForce.name ? <BackForm ctx={ctx} name={name} base={inForce.number} /> : <></>;
  };
  return (
    <Scroll label={say(T.history)}>
      <Table
        rows={rows}
        columns={[
          { head: say(T.version), nowrap: true, cell: ({ name }) => <a href={href(ctx, `/review/weights/${name}`)}>{name}</a> },
          { head: say(T.note), cell: ({ note }) => note },
          { head: say(T.by), nowrap: true, cell: ({ authorName, number }) => (number === 0 ? '' : authorName || say(T.platform)) },
          { head: say(T.at), nowrap: true, cell: ({ at, number }) => (number === 0 ? '' : formatDate(at, ctx.language, { time: true, year: 'always' })) },
          { head: say(T.inForce), cell: way },
        ]}
      />
    </Scroll>
  );
}

/** One click: the version was in force before, so it is known what it does. */
function BackForm({ ctx, name, base }: { ctx: PageContext; name: string; base: number }): VNode {
  const say = useSay();
  return (
    <form method="post" action={href(ctx, `/review/weights/${name}`)}>
      <CsrfField />
      <input type="hidden" name="base" value={String(base)} />
      <Button kind="alt" small>
        {say(T.goBack)}
      </Button>
    </form>
  );
}
