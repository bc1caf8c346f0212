import type { ComponentChildren, VNode } from 'preact';
import { formatPoints } from '../format.js';
import { useSay } from '../page-context.js';
import { texts } from '../texts.js';
import { Segmented } from './text.js';

export interface Reason {
  readonly kind: 'reason' | 'gap';
  readonly text: string;
}

/** Words before numbers: what fits (a tick), then what does not (a square), each with a word for screen readers. */
export function Reasons({ items }: { items: readonly Reason[] }): VNode {
  const say = useSay();
  return (
    <ul class="why">
      {items.map((item) => (
        <li class={item.kind === 'gap' ? 'gap-i' : undefined}>
          <span class="vh">{say(item.kind === 'gap' ? texts.gap : texts.reason)}</span>
          {item.text}
        </li>
      ))}
    </ul>
  );
}

export interface ScorePart {
  readonly name: string;
  /** What it rests on, in words. */
  readonly because?: string;
  /** What it adds to the total; below zero for what pulls it down. */
  readonly points: number;
  /** The most it can add. Without one it has no bar. */
  readonly max?: number;
}

interface ScoreTableProps {
  parts: readonly ScorePart[];
  total: number;
  /** What the total can be at most. */
  max?: number;
  caption?: string;
  /** Names, bars and points only. */
  brief?: boolean;
}

/**
 * The parts of a score, which add up to the total. All bars share one scale: the heaviest part fills the width.
 * A bar is an SVG with numbers as attributes, since the page's policy forbids styles in it.
 */
export function ScoreTable({ parts, total, max = 100, caption, brief = false }: ScoreTableProps): VNode {
  const say = useSay();
  const scale = Math.max(...parts.map((p) => p.max ?? 0), 1);
  return (
    <table class="score">
      {!brief && <caption>{caption ?? say(texts.scoreCaption, { max })}</caption>}
      {!brief && (
        <thead>
          <tr>
            <th scope="col">{say(texts.scorePart)}</th>
            <th scope="col">{say(texts.scoreBasis)}</th>
            <th scope="col" class="r">
              {say(texts.scorePoints)}
            </th>
          </tr>
        </thead>
      )}
      <tbody>
        {parts.map((part) => (
          <tr>
            <th scope="row">{part.name}</th>
            <td>
              {!brief && part.because}
              {part.max !== undefined && <Bar value={Math.max(0, part.points)} max={part.max} scale={scale} />}
            </td>
            <td class="r nw">
              {formatPoints(part.points)}
              {!brief && part.max !== undefined && <span class="soft"> / {trimmed(part.max)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say(texts.scoreTotal)}</th>
          <td />
          <td class="r">{formatPoints(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

export type BarTone = 'k1' | 'k2' | 'k3' | 'k4';

/** A bar on its track: `value` of `max`, drawn on a scale that several bars may share. Says nothing to screen readers. */
export function Bar({ value, max, scale = max, tone = 'k1', fat }: { value: number; max: number; scale?: number; tone?: BarTone; /** The higher one of a funnel. */ fat?: boolean }): VNode {
  const width = (n: number): string => trimmed(Math.min(Math.max(n, 0), scale));
  return (
    <svg class={fat ? 'bar fat' : 'bar'} viewBox={`0 0 ${trimmed(scale)} 4`} preserveAspectRatio="none" aria-hidden="true">
      <rect class="t" width={width(max)} height="4" />
      <rect class={tone} width={width(Math.min(value, max))} height="4" />
    </svg>
  );
}

function trimmed(n: number): string {
  return String(Math.round(n * 100) / 100);
}

/** What the other side wrote. */
export function Quote({ text, by }: { text: string; by?: string }): VNode {
  return (
    <blockquote class="quote">
      {text.split(/\r?\n/).map((line) => (
        <p>{line}</p>
      ))}
      {by && <p class="s soft">{by}</p>}
    </blockquote>
  );
}

/** A total, big, with its unit. */
export function Total({ points }: { points: number }): VNode {
  const say = useSay();
  return (
    <p class="sc">
      <span class="total">{formatPoints(points)}</span>
      <span class="s soft"> {say(texts.points)}</span>
    </p>
  );
}

interface MatchSheetProps {
  /** The enterprise, or the demand, of the other side. */
  name: string;
  href?: string;
  meta: readonly ComponentChildren[];
  points: number;
  status?: ComponentChildren;
  reasons: readonly Reason[];
  /** Quote, acts, evidence: below the reasons. */
  children?: ComponentChildren;
  /** Below the score: another table behind its own summary. */
  below?: ComponentChildren;
  parts: readonly ScorePart[];
  /** `wide` lays the score beside the reasons and opens it; else it waits behind its summary. */
  wide?: boolean;
  id?: string;
}

/** A match as its reader decides upon it: name and total, reasons and gaps, the words of the other side, the parts. */
export function MatchSheet(props: MatchSheetProps): VNode {
  const say = useSay();
  const score = (
    <>
      <details open={props.wide}>
        <summary>{say(texts.scoreHow)}</summary>
        <ScoreTable parts={props.parts} total={props.points} brief={!props.wide} />
      </details>
      {props.below}
    </>
  );
  const words = (
    <>
      {props.status && <p class="mst">{props.status}</p>}
      <Reasons items={props.reasons} />
      {props.children}
    </>
  );
  const title = <Segmented text={props.name} />;
  return (
    <article class="sheet match" id={props.id}>
      <div class="mh">
        <div>
          <h3>{props.href ? <a href={props.href}>{title}</a> : title}</h3>
          <p class="meta">
            {props.meta.map((m) => (
              <span>{m}</span>
            ))}
          </p>
        </div>
        <Total points={props.points} />
      </div>
      {props.wide ? (
        <div class="split">
          <div>{words}</div>
          <div>{score}</div>
        </div>
      ) : (
        <>
          {words}
          {score}
        </>
      )}
    </article>
  );
}
