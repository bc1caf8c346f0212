import type { VNode } from 'preact';
import { href } from '../../../web/address.js';
import { Acts, Button, ButtonLink } from '../../../web/components/button.js';
import { Facts } from '../../../web/components/facts.js';
import { Form } from '../../../web/components/form.js';
import { Section } from '../../../web/components/sections.js';
import { Note } from '../../../web/components/status.js';
import { Scroll, Table } from '../../../web/components/tables.js';
import { Crumbs } from '../../../web/components/ways.js';
import { formatDate, formatNumber } from '../../../web/format.js';
import { Layout } from '../../../web/layout.js';
import { type PageContext, useSay } from '../../../web/page-context.js';
import type { NavItem } from '../../../web/top-bar.js';
import type { WeightsTrial } from '../weights/weights-trial.js';
import { ORIGIN_TEXTS, WEIGHTS_TEXTS as T } from '../weights/weights.texts.js';
import type { WeightsInForce, WeightsVersion } from '../weights/weights.types.js';
import { tablesOf } from '../weights/weights.view.js';
import { Evaluation, InvitationsTable, MovesTable, signed } from './weights-trial-tables.js';

interface VersionPageProps {
  ctx: PageContext;
  office: { authority: string; ways: readonly NavItem[] };
  version: WeightsVersion;
  inForce: WeightsInForce;
  mayChange: boolean;
}

/** A version of the weights: what it would change, and the step that puts it in force. */
export function VersionPage(props: VersionPageProps): VNode {
  const { ctx, office, version } = props;
  return (
    <Layout ctx={ctx} kind="office" title={`${T.title[ctx.language]} ${version.name}`} office={office} noIndex>
      <Content {...props} />
    </Layout>
  );
}

function Content(props: VersionPageProps): VNode {
  const say = useSay();
  const { ctx, version, inForce } = props;
  const { trial, name, note, origin } = version;
  const isFresh = version.base === inForce.number && name !== inForce.name;
  const by = say(T.proposedBy, { by: version.authorName || say(T.platform), at: formatDate(version.madeAt, ctx.language, { time: true, year: 'always' }) });
  return (
    <>
      <Crumbs ways={[{ label: say(T.title), href: href(ctx, '/review/weights') }]} />
      <h1>{origin === 'starting' ? name : say(isFresh ? T.versionTitle : T.versionPast, { name })}</h1>
      {origin !== 'starting' && (
        <p class="meta">
          <span>{say(ORIGIN_TEXTS[origin])}</span>
          <span>{by}</span>
        </p>
      )}
      {note && <p class="lead2">{note}</p>}
      {trial && <Overview trial={trial} />}
      {trial && <Evaluation evaluation={trial.evaluation} />}
      {name !== inForce.name && <Differences {...props} />}
      {trial && trial.topRises.length > 0 && <MovesTable id="rises" title={say(T.topRises)} moves={trial.topRises} />}
      {trial && trial.topFalls.length > 0 && <MovesTable id="falls" title={say(T.topFalls)} moves={trial.topFalls} />}
      {trial && trial.invitations.length > 0 && <InvitationsTable trial={trial} />}
      <Decision {...props} isFresh={isFresh} />
    </>
  );
}

function Overview({ trial }: { trial: WeightsTrial }): VNode {
  const say = useSay();
  const { demands, ofDemands, pairs, changed, rises, falls, dropped, regained } = trial;
  return (
    <>
      <Facts
        items={[
          { term: say(T.looked), value: formatNumber(demands), small: say(T.ofOpen, { n: formatNumber(ofDemands) }) },
          { term: say(T.pairs), value: formatNumber(pairs) },
          { term: say(T.changed), value: formatNumber(changed), small: say(T.risesFalls, { rises: formatNumber(rises), falls: formatNumber(falls) }) },
          { term: say(T.otherInvitations), value: formatNumber(trial.otherInvitations), small: say(T.inDemands) },
        ]}
      />
      <ul class="dot after">
        {demands < ofDemands && <li>{say(T.partial, { n: demands, of: ofDemands })}</li>}
        {dropped > 0 && <li>{say(T.dropped, { n: dropped })}</li>}
        {regained > 0 && <li>{say(T.regained, { n: regained })}</li>}
        {changed === 0 && <li>{say(T.nothingChanges)}</li>}
      </ul>
    </>
  );
}

/** The version beside the table in force, in shares: only they count. */
function Differences({ ctx, version, inForce }: VersionPageProps): VNode {
  const say = useSay();
  const [now, then] = [tablesOf(inForce, ctx.language), tablesOf(version, ctx.language)];
  const rows = (['factory', 'provider'] as const).flatMap((side) =>
    now[side].map((row, i) => ({ name: row.name, side: say(side === 'factory' ? T.factoryTable : T.providerTable), before: row, after: then[side][i]! })),
  );
  const changed = rows.filter(({ before, after }) => before.weight !== after.weight || before.share !== after.share);
  return (
    <Section id="tables" title={say(T.tables)}>
      <Scroll label={say(T.tables)}>
        <Table
          rows={changed}
          columns={[
            { head: say(T.part), nowrap: true, cell: ({ name }) => name },
            { head: '', cell: ({ side }) => <span class="s soft">{side}</span> },
            { head: say(T.weight), right: true, nowrap: true, cell: ({ before, after }) => (before.weight === after.weight ? after.weight : say(T.placeFromTo, { before: before.weight, after: after.weight })) },
            { head: say(T.before), right: true, cell: ({ before }) => say(T.percent, { n: before.share }) },
            { head: say(T.after), right: true, cell: ({ after }) => say(T.percent, { n: after.share }) },
            { head: say(T.difference), right: true, nowrap: true, cell: ({ before, after }) => signed(Math.round((after.share - before.share) * 10) / 10) },
          ]}
        />
      </Scroll>
    </Section>
  );
}

function Decision({ ctx, version, inForce, mayChange, isFresh }: VersionPageProps & { isFresh: boolean }): VNode | null {
  const say = useSay();
  const at = href(ctx, `/review/weights/${version.name}`);
  if (!mayChange) return <Note tone="info">{say(T.onlySecretariat)}</Note>;
  if (version.name === inForce.name) return null;
  const again = (
    <ButtonLink kind="quiet" href={`${href(ctx, '/review/weights')}?from=${version.name}#try`}>
      {say(T.again)}
    </ButtonLink>
  );
  if (!isFresh) {
    return (
      <>
        <Note tone="warn" title={say(T.stale)} spaced>
          {say(T.staleText, { name: inForce.name })}
        </Note>
        <Acts after>{again}</Acts>
      </>
    );
  }
  return (
    <Section id="confirm" title={say(T.confirmTitle)} lift>
      <p>{say(T.confirmText)}</p>
      <Form action={at}>
        <input type="hidden" name="base" value={String(inForce.number)} />
        <Acts after>
          <Button>{say(T.confirm)}</Button>
          {again}
        </Acts>
      </Form>
    </Section>
  );
}
