import type { VNode } from 'preact';
import { say as sayIn } from '../../shared/language.js';
import { Button, ButtonLink } from '../components/button.js';
import { Tick } from '../components/office.js';
import { Completeness, Empty, LongWork, ServiceClock } from '../components/states.js';
import { Status } from '../components/status.js';
import { DiffTable, History, Scroll, Table } from '../components/tables.js';
import { Thread } from '../components/thread.js';
import { Chips, Crumbs, Index, Links, Pager, Steps, Tabs } from '../components/ways.js';
import { formatDate, formatPoints } from '../format.js';
import { usePage, useSay } from '../page-context.js';
import { Specimen } from './specimen.js';
import { T } from './specimen.texts.js';

/** Tables, ways, long work and empty places, threads. */
export function WaySpecimens({ id }: { id: string }): VNode {
  const say = useSay();
  return (
    <>
      <Specimen name={T.tables} rule={T.tablesNote}>
        <TableSpecimens id={id} />
      </Specimen>
      <Specimen name={T.ways} rule={T.waysNote}>
        <Chips
          chips={[
            { label: say(T.hebei), href: '#x' },
            { label: say(T.under50), href: '#y' },
          ]}
        />
        <Tabs
          label={`${say(T.workspaceLabel)} ${id}`}
          tabs={[
            { label: say(T.todo), href: '#a', count: 4, current: true },
            { label: say(T.myDemands), href: '#b', count: 12 },
          ]}
        />
        <Pager label={`${say(T.ways)} 1 ${id}`} page={{ items: [], page: 2, pageSize: 20, total: 1349 }} />
        <Steps steps={[say(T.stepYou), say(T.stepEnterprise), say(T.stepCheck)]} now={1} />
        <Crumbs
          label={`${say(T.ways)} 2 ${id}`}
          ways={[
            { label: say(T.myDemands), href: '#a' },
            { label: say(T.category), href: '#b' },
          ]}
        />
        <Index
          items={[
            { label: say(T.category), href: '#c', count: 78 },
            { label: say(T.provider), href: '#d', count: 1349 },
          ]}
        />
        <Links ways={[{ label: say(T.demandTitle2), href: '#l' }]} />
      </Specimen>
      <Specimen name={T.states} rule={T.statesNote}>
        <StateSpecimens />
      </Specimen>
      <Specimen name={T.thread} rule={T.threadNote}>
        <Thread
          entries={[
            { kind: 'message', isMine: false, author: say(T.personA), at: '09:40', text: say(T.threadA), files: [{ item: <a href="#f">{say(T.quotation)}</a>, remark: '180 kB' }] },
            { kind: 'message', isMine: true, author: say(T.personB), at: '11:05', text: say(T.threadB) },
            { kind: 'event', text: say(T.threadEvent) },
          ]}
        />
      </Specimen>
    </>
  );
}

function TableSpecimens({ id }: { id: string }): VNode {
  const say = useSay();
  const { language } = usePage();
  const cases = [
    { name: say(T.caseA), clock: <ServiceClock words={say(T.clockFine)} hoursUsed={3} /> },
    { name: say(T.caseB), clock: <ServiceClock words={say(T.clockSoon)} hoursUsed={7.4} /> },
    { name: say(T.demandTitle), clock: <ServiceClock words={say(T.clockOver)} hoursUsed={9.5} /> },
  ];
  const queue = [
    { name: say(T.providerA), state: say(T.queued), why: say(T.queuedWhy), points: 71.5 },
    { name: say(T.providerB), state: say(T.declined), why: say(T.declinedWhy), points: 80.1 },
  ];
  return (
    <>
      <Table
        rows={queue}
        columns={[
          { head: say(T.provider), cell: (r) => r.name },
          { head: say(T.situation), cell: (r) => r.state },
          { head: say(T.why), cell: (r) => r.why },
          { head: say(T.points), cell: (r) => formatPoints(r.points), right: true },
        ]}
      />
      <Scroll label={`${say(T.case)} ${id}`}>
        <Table
          dense
          rows={cases}
          isOn={(r) => r.name === cases[1]?.name}
          columns={[
            {
              head: say(T.case),
              cell: (r) => (
                <span class="pair">
                  <Tick name={`${id}-case`} value={r.name} label={sayIn(T.pick, language, { name: r.name })} />
                  <a href="#c">{r.name}</a>
                </span>
              ),
            },
            { head: say(T.situation), cell: () => <Status tone="wait">{say(T.hasContact)}</Status>, nowrap: true, plain: true },
            { head: say(T.due), cell: (r) => r.clock },
          ]}
        />
      </Scroll>
      <DiffTable
        label={`${say(T.diffLabel)} ${id}`}
        before={say(T.revision, { n: 1 })}
        after={say(T.revision, { n: 2 })}
        changes={[
          { field: say(T.budget), before: '20–40', after: '30–50' },
          { field: say(T.method), before: say(T.methodBefore), after: say(T.methodAfter) },
          { field: say(T.region), before: say(T.place), after: say(T.place) },
        ]}
      />
      <History entries={[{ at: formatDate('2026-05-18', language, { year: 'never' }), text: say(T.logged), hash: 'a41f00000000009c' }]} />
    </>
  );
}

function StateSpecimens(): VNode {
  const say = useSay();
  return (
    <>
      <LongWork
        title={say(T.import)}
        state={{ tone: 'live', word: say(T.running) }}
        progress={{ done: 806, of: 1240, label: say(T.import) }}
        action={
          <Button kind="quiet" small push type="button">
            {say(T.stop)}
          </Button>
        }
      >
        {say(T.importText)}
      </LongWork>
      <Empty
        title={say(T.emptyTitle)}
        action={
          <ButtonLink kind="alt" small href="#a">
            {say(T.emptyGo)}
          </ButtonLink>
        }
      >
        {say(T.emptyText)}
      </Empty>
      <div class="sheet">
        <Completeness
          title={say(T.five)}
          items={[
            { name: say(T.product), state: 'told' },
            { name: say(T.materials), state: 'told' },
            { name: say(T.effect), state: 'told', remark: say(T.effectRemark) },
            { name: say(T.method), state: 'problem', remark: say(T.methodRemark) },
            { name: say(T.application), state: 'missing', remark: say(T.applicationRemark) },
          ]}
        />
      </div>
    </>
  );
}
