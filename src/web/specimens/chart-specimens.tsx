import type { VNode } from 'preact';
import { Moment } from '../components/moment.js';
import { Sankey } from '../components/sankey.js';
import { TileMap } from '../components/tile-map.js';
import { TimeChart } from '../components/time-chart.js';
import { usePage, useSay } from '../page-context.js';
import { Specimen } from './specimen.js';
import { T as T } from './specimen.texts.js';

const MINUTE_MS = 60_000;

/** Pictures of numbers, each in its states: said and not said, some and none. */
export function ChartSpecimens({ id }: { id: string }): VNode {
  const ctx = usePage();
  const say = useSay();
  const place = (name: string): { name: string; leaving: string; arriving: string } => ({ name, leaving: '12', arriving: '9' });
  const month = (label: string, value: number | null, isWithheld = false) => ({ label, value, title: `${label}: ${value ?? '–'}`, isWithheld });
  const months = [month('3', 4), month('4', null, true), month('5', 0), month('6', 11), month('7', 7.5)];
  const tile = (name: string, column: number, row: number, tone: number, depth: number) => ({ href: `#${id}-map`, name, column, row, tone, depth, lines: [say(T.tileMany), say(T.tileFew)] as const, title: name });
  return (
    <Specimen name={T.charts} rule={T.chartsNote}>
      <figure class="sheet" id={`${id}-map`}>
        <Sankey
          labelledBy={`${id}-flow`}
          heads={[say(T.flowFrom), say(T.flowTo)]}
          sides={[place(say(T.beijing)), place(say(T.tianjin)), place(say(T.hebei))]}
          flows={[
            { from: 0, to: 1, size: 9, label: '9' },
            { from: 1, to: 2, size: 5, label: '5' },
            { from: 2, to: 0, size: 12, label: '12' },
            { from: 2, to: 2, size: 2.5, label: say(T.unsaid), isUnsaid: true },
          ]}
        />
        <figcaption id={`${id}-flow`}>{say(T.flow)}</figcaption>
      </figure>
      <figure class="sheet">
        <TileMap label={say(T.map)} tiles={[tile(say(T.beijing), 1, 0, 1, 0.46), tile(say(T.tianjin), 2, 0, 2, 0.22), tile(say(T.hebei), 1, 1, 3, 0.06)]} />
      </figure>
      <figure class="sheet">
        <TimeChart points={months} kind="columns" labelledBy={`${id}-time`} />
        <TimeChart points={months} kind="line" labelledBy={`${id}-time`} digits={1} />
        <figcaption id={`${id}-time`}>{say(T.overTime)}</figcaption>
      </figure>
      <p>
        <Moment at={new Date(ctx.now.getTime() - 12 * MINUTE_MS)} />
      </p>
    </Specimen>
  );
}

