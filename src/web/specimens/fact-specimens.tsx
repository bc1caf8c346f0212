import type { VNode } from 'preact';
import { Acts, Button } from '../components/button.js';
import { Contacts, Facts, Remarks, TitleBlock } from '../components/facts.js';
import { ListingRow, Rows } from '../components/listing-row.js';
import { MatchSheet, Quote } from '../components/match.js';
import { SeatRow, Seats, Sides } from '../components/seats.js';
import { Status } from '../components/status.js';
import { formatDate, formatMoney, formatMoneyRange, formatWorkingDaysLeft, usccGroups } from '../format.js';
import { usePage, useSay } from '../page-context.js';
import { Specimen } from './specimen.js';
import { T } from './specimen.texts.js';

/** Seats, title blocks, rows, matches. */
export function FactSpecimens(): VNode {
  const say = useSay();
  return (
    <>
      <Specimen name={T.seats} rule={T.seatsNote}>
        <ul>
          {[0, 1, 3, 5].map((taken) => (
            <li class="s">
              <Seats seats={5} taken={taken} words />
            </li>
          ))}
          <li class="s">
            <Sides confirmed={1} /> {say(T.waiting)}
          </li>
        </ul>
        <SeatSpecimen />
      </Specimen>
      <Specimen name={T.blocks} rule={T.blocksNote}>
        <BlockSpecimens />
      </Specimen>
      <Specimen name={T.rows} rule={T.rowsNote}>
        <RowSpecimens />
      </Specimen>
      <Specimen name={T.matches} rule={T.matchesNote}>
        <MatchSpecimens />
      </Specimen>
    </>
  );
}

function SeatSpecimen(): VNode {
  const say = useSay();
  const { language } = usePage();
  return (
    <SeatRow
      label={say(T.seats)}
      slots={[
        { state: 'on', title: say(T.engaged), lines: [say(T.providerA), formatDate('2026-05-15', language, { year: 'never' })] },
        { state: 'on', title: say(T.waiting), lines: [say(T.providerB), <span class="warn">{formatWorkingDaysLeft(2, language)}</span>], current: true },
        { state: 'wait', title: say(T.invited), lines: [say(T.providerC), formatDate('2026-05-21', language, { year: 'never' })] },
        { state: 'wait', title: say(T.exploring), lines: [say(T.newcomer)] },
        { state: 'free', title: say(T.free), lines: [say(T.freeThen)] },
      ]}
    />
  );
}

function BlockSpecimens(): VNode {
  const say = useSay();
  const { language } = usePage();
  return (
    <>
      <TitleBlock
        cells={[
          { term: say(T.demander), value: say(T.enterprise), width: 'half' },
          { term: say(T.industry), value: say(T.industryName), width: 'half' },
          { term: say(T.region), value: say(T.place) },
          { term: say(T.service), value: say(T.onSite) },
          { term: say(T.budget), value: formatMoneyRange(300_000, 500_000, language) },
          { term: say(T.deadline), value: formatDate('2026-09-30', language, { year: 'never' }) },
          { term: say(T.uscc), value: usccGroups('91130981000000000X') },
        ]}
      />
      <TitleBlock cells={[{ term: say(T.amount), value: formatMoney(426_000, language), width: 'half', big: true }, { term: say(T.deadline), value: formatDate('2026-06-08', language, { year: 'never' }), width: 'half', big: true }]} />
      <Facts
        items={[
          { term: say(T.answered), value: '92%' },
          { term: say(T.answerTime), value: '5.2', small: say(T.answerTimeSmall) },
          { term: say(T.engaged), value: '11' },
          { term: say(T.invited), value: '38' },
        ]}
      />
      <Contacts
        sides={[
          { role: say(T.provider), enterprise: say(T.providerB), person: say(T.personA), phone: '13900000000', email: 'chen@example.com' },
          { role: say(T.demanderYou), enterprise: say(T.enterprise), person: say(T.personB), phone: '13800000000', email: 'zhang@example.com' },
        ]}
      />
    </>
  );
}

function RowSpecimens(): VNode {
  const say = useSay();
  const { language } = usePage();
  return (
    <Rows>
      <ListingRow
        href="#d"
        title={say(T.demandTitle)}
        snippet={say(T.demandSnippet)}
        meta={[say(T.place), say(T.category)]}
        strong={formatMoneyRange(300_000, 500_000, language)}
        end={[<Seats seats={5} taken={3} words />, formatDate('2026-06-30', language, { year: 'never' })]}
        words={[say(T.mark), say(T.mark2)]}
      />
      <ListingRow
        href="#d"
        title={say(T.demandTitle2)}
        above={<Status tone="wait">{formatWorkingDaysLeft(1, language)}</Status>}
        meta={[say(T.hebei)]}
        strong={formatMoneyRange(null, null, language)}
        end={[<Seats seats={5} taken={0} words />, formatDate('2026-07-15', language, { year: 'never' })]}
      />
    </Rows>
  );
}

function MatchSpecimens(): VNode {
  const say = useSay();
  const parts = [
    { name: say(T.partText), because: say(T.partTextBy), points: 36.9, max: 45 },
    { name: say(T.partCategory), because: say(T.partCategoryBy), points: 18, max: 18 },
    { name: say(T.partRegion), because: say(T.partRegionBy), points: 6, max: 7 },
    { name: say(T.partPreference), because: say(T.partPreferenceBy), points: -3.2 },
  ];
  const reasons = [
    { kind: 'reason', text: say(T.reason1) },
    { kind: 'reason', text: say(T.reason2) },
    { kind: 'gap', text: say(T.gap1) },
  ] as const;
  const meta = [say(T.tianjin), say(T.smallFirm)];
  return (
    <>
      <MatchSheet name={say(T.providerB)} href="#e" meta={meta} points={57.7} status={<Status tone="wait">{say(T.waiting)}</Status>} reasons={reasons} parts={parts} wide>
        <Quote text={say(T.quote)} by={say(T.quoteBy)} />
        <Acts>
          <Button type="button">{say(T.accept)}</Button>
          <Button type="button" kind="alt">
            {say(T.askFirst)}
          </Button>
          <Button type="button" kind="quiet">
            {say(T.notForUs)}
          </Button>
        </Acts>
        <Remarks
          items={[
            { item: 'ISO 9001', remark: say(T.checkedRemark) },
            { item: say(T.caseRemark), remark: say(T.selfDeclared), tone: 'wait' },
          ]}
        />
      </MatchSheet>
      <div class="cols">
        <MatchSheet name={say(T.providerC)} meta={meta} points={57.7} reasons={reasons.slice(1)} parts={parts} />
        <MatchSheet name={say(T.providerA)} meta={meta} points={57.7} reasons={reasons.slice(2)} parts={parts} />
      </div>
    </>
  );
}
