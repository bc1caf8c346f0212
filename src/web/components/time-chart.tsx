import type { VNode } from 'preact';
import { formatNumber } from '../format.js';

export interface TimePoint {
  /** Below the axis at both ends: `25 年 5 月`. */
  readonly label: string;
  /** Null: there is nothing, or it is not shown. */
  readonly value: number | null;
  /** 「2026-05：12」, for the pointer. */
  readonly title: string;
  /** There is something that is not shown: a stub stands for it. */
  readonly isWithheld?: boolean;
}

interface TimeChartProps {
  /** The oldest first. */
  points: readonly TimePoint[];
  /** Counts are columns, medians are dots with a line. */
  kind: 'columns' | 'line';
  labelledBy: string;
  /** Digits after the point of the last value's figure. */
  digits?: number;
}

const BOX = { left: 34, right: 262, top: 18, bottom: 122, width: 280, height: 146 };

/** A row of numbers over time, from zero, with three lines and the last value named. */
export function TimeChart({ points, kind, labelledBy, digits = 0 }: TimeChartProps): VNode {
  const top = ceiling(Math.max(0, ...points.map(({ value }) => value ?? 0)));
  const slot = (BOX.right - BOX.left) / Math.max(points.length, 1);
  const x = (i: number): number => BOX.left + slot * (i + 0.5);
  const y = (value: number): number => BOX.bottom - (value / top) * (BOX.bottom - BOX.top);
  const last = points.findLastIndex(({ value }) => value !== null);
  const lastValue = points[last]?.value ?? null;
  return (
    <svg class="chart" viewBox={`0 0 ${BOX.width} ${BOX.height}`} role="img" aria-labelledby={labelledBy}>
      {[0, top / 2, top].map((line) => (
        <>
          <path class="ax" d={`M${BOX.left} ${round(y(line))}H${BOX.right}`} />
          <text class="dim" x={BOX.left - 6} y={round(y(line) + 4)} text-anchor="end">
            {formatNumber(line, Number.isInteger(line) ? 0 : 1)}
          </text>
        </>
      ))}
      {kind === 'columns' ? <Columns points={points} x={x} y={y} slot={slot} /> : <Dots points={points} x={x} y={y} />}
      {lastValue !== null && (
        <text class="b" x={round(Math.min(x(last), BOX.right - 8))} y={round(y(lastValue) - 6)} text-anchor="middle">
          {formatNumber(lastValue, digits)}
        </text>
      )}
      <text class="dim" x={BOX.left} y="142">
        {points[0]?.label}
      </text>
      {points.length > 1 && (
        <text class="dim" x={BOX.right} y="142" text-anchor="end">
          {points.at(-1)?.label}
        </text>
      )}
    </svg>
  );
}

interface SeriesProps {
  points: readonly TimePoint[];
  x: (i: number) => number;
  y: (value: number) => number;
}

function Columns({ points, x, y, slot }: SeriesProps & { slot: number }): VNode {
  const width = Math.min(slot * 0.7, 22);
  return (
    <>
      {points.map(({ value, title, isWithheld }, i) => {
        const height = isWithheld ? 5 : BOX.bottom - y(value ?? 0);
        return (
          height > 0 && (
            // The last one is not over yet, and so is pale.
            <rect class={isWithheld ? 'stub' : 'k1'} x={round(x(i) - width / 2)} y={round(BOX.bottom - height)} width={round(width)} height={round(height)} opacity={i === points.length - 1 && !isWithheld ? '.55' : undefined}>
              <title>{title}</title>
            </rect>
          )
        );
      })}
    </>
  );
}

function Dots({ points, x, y }: SeriesProps): VNode {
  // A gap in the numbers is a gap in the line.
  const path = points.map(({ value }, i) => (value === null ? '' : `${typeof points[i - 1]?.value === 'number' ? 'L' : 'M'}${round(x(i))} ${round(y(value))}`)).join('');
  return (
    <>
      {path && <path class="l1" d={path} />}
      {points.map(({ value, title }, i) =>
        value === null ? null : (
          <circle class="k1" cx={round(x(i))} cy={round(y(value))} r="3">
            <title>{title}</title>
          </circle>
        ),
      )}
    </>
  );
}

/** The next round number whose half can be said too: 8, 10, 30, 400. */
function ceiling(value: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(value, 1))));
  const steps = power === 1 ? [2, 4, 6, 8, 10] : [1, 2, 3, 4, 5, 6, 8, 10];
  return steps.map((step) => step * power).find((step) => step >= value) ?? value;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
