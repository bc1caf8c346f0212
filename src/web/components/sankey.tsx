import type { VNode } from 'preact';
import { layOutSankey, SANKEY, type SankeyFlow } from './sankey-layout.js';

/** One of the places between which something flows. */
export interface SankeySide {
  readonly name: string;
  /** Below its name on the left and on the right: `156`, `少于 5`. */
  readonly leaving: string;
  readonly arriving: string;
}

export interface SankeyLine extends SankeyFlow {
  /** 「北京 → 天津：21」. */
  readonly label: string;
  /** Its number is not said: the ribbon is only outlined, as thick as a number of which nothing more is known. */
  readonly isUnsaid?: boolean;
}

interface SankeyProps {
  /** In the order of their colours, which are three and begin again. */
  sides: readonly SankeySide[];
  flows: readonly SankeyLine[];
  /** Above the two sides. */
  heads: readonly [from: string, to: string];
  /** The id of the heading that names the picture. */
  labelledBy: string;
}

const WIDTH = 320;
const BAR = 8;
/** Where the bars stand: far enough from the edge for a name. */
const LEFT = 64;
const RIGHT = WIDTH - LEFT;
const MIDDLE = WIDTH / 2;

/** Who flows where, and how much: bars for the places, ribbons between them in the colour of where they come from. */
export function Sankey({ sides, flows, heads, labelledBy }: SankeyProps): VNode {
  const { left, right, ribbons } = layOutSankey(sides.length, flows);
  const lines = new Map(flows.map((line) => [`${line.from} ${line.to}`, line]));
  const bottom = Math.max(...[...left, ...right].map(({ top, height }) => top + Math.max(height, 2 * SANKEY.gap)));
  return (
    <svg class="chart sankey" viewBox={`0 0 ${WIDTH} ${round(bottom + 6)}`} role="img" aria-labelledby={labelledBy}>
      <text class="dim" x="0" y="11">
        {heads[0]}
      </text>
      <text class="dim" x={WIDTH} y="11" text-anchor="end">
        {heads[1]}
      </text>
      {ribbons.map((ribbon) => {
        const line = lines.get(`${ribbon.from} ${ribbon.to}`);
        return (
          <path class={line?.isUnsaid ? 'unsaid' : `pick k${toneOf(ribbon.from)}`} d={pathOf(ribbon.fromTop, ribbon.toTop, ribbon.thickness)}>
            <title>{line?.label}</title>
          </path>
        );
      })}
      {sides.map(({ name, leaving, arriving }, i) => (
        <>
          <Node at={left[i]!} tone={toneOf(i)} x={LEFT - BAR} textX={LEFT - 2 * BAR} anchor="end" name={name} words={leaving} />
          <Node at={right[i]!} tone={toneOf(i)} x={RIGHT} textX={RIGHT + 2 * BAR} anchor="start" name={name} words={arriving} />
        </>
      ))}
    </svg>
  );
}

function Node({ at, tone, x, textX, anchor, name, words }: { at: { top: number; height: number }; tone: number; x: number; textX: number; anchor: 'start' | 'end'; name: string; words: string }): VNode {
  const middle = at.top + Math.max(at.height, 2 * SANKEY.gap) / 2;
  return (
    <>
      <rect class={`k${tone}`} x={x} y={round(at.top)} width={BAR} height={round(Math.max(at.height, 1))} />
      <text x={textX} y={round(middle - 2)} text-anchor={anchor}>
        {name}
      </text>
      <text class="dim" x={textX} y={round(middle + 14)} text-anchor={anchor}>
        {words}
      </text>
    </>
  );
}

function pathOf(from: number, to: number, thickness: number): string {
  const curve = (a: number, b: number): string => `C${MIDDLE} ${round(a)} ${MIDDLE} ${round(b)}`;
  const [a, b, c, d] = [from, to, to + thickness, from + thickness];
  return `M${LEFT} ${round(a)}${curve(a, b)} ${RIGHT} ${round(b)}V${round(c)}${curve(c, d)} ${LEFT} ${round(d)}Z`;
}

/** The colour of a region by its place in the list: there are three. */
export function toneOf(i: number): number {
  return (i % 3) + 1;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
