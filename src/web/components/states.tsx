import type { ComponentChildren, VNode } from 'preact';
import { formatNumber } from '../format.js';
import type { Tone } from './status.js';
import { Status } from './status.js';
import type { BarTone } from './match.js';
import { Bar } from './match.js';

interface EmptyProps {
  /** What is not there. */
  title: string;
  /** Why, and what would change it. */
  children: ComponentChildren;
  /** One next step. */
  action?: ComponentChildren;
  level?: 2 | 3;
}

/** Nothing here yet: what, why, one next step. No picture. */
export function Empty({ title, children, action, level = 3 }: EmptyProps): VNode {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div class="sheet gap">
      <Heading class="h3">{title}</Heading>
      <p>{children}</p>
      {action && <p class="acts">{action}</p>}
    </div>
  );
}

interface LongWorkProps {
  title: ComponentChildren;
  state: { readonly tone: Tone; readonly word: string };
  /** While it runs. */
  progress?: { readonly done: number; readonly of: number; readonly label: string };
  /** How far and how long still; what came out; which row stopped it and what to change. */
  children: ComponentChildren;
  action?: ComponentChildren;
}

/** Work that takes longer than a page: one sheet that survives a reload. */
export function LongWork({ title, state, progress, children, action }: LongWorkProps): VNode {
  return (
    <div class="sheet">
      <div class="head">
        <h3>{title}</h3>
        <Status tone={state.tone}>{state.word}</Status>
      </div>
      {progress && (
        <progress aria-label={progress.label} max={progress.of} value={progress.done}>
          {formatNumber(progress.done)} / {formatNumber(progress.of)}
        </progress>
      )}
      <div class="acts">
        <p class="s soft">{children}</p>
        {action}
      </div>
    </div>
  );
}

/** The officer's clock: words first, then a bar of the working hours; brass in the last 1.5 h, red beyond. */
export function ServiceClock({ words, hoursUsed, hours = 8 }: { words: string; hoursUsed: number; hours?: number }): VNode {
  const left = hours - hoursUsed;
  const tone: BarTone = left <= 0 ? 'k4' : left <= 1.5 ? 'k2' : 'k1';
  const colour = { k1: 'soft', k2: 'warn b', k3: '', k4: 'bad b' }[tone];
  return (
    <div>
      <span class={`nw ${colour}`}>{words}</span>
      <Bar value={hoursUsed} max={hours} tone={tone} />
    </div>
  );
}

export interface Told {
  readonly name: string;
  readonly state: 'told' | 'missing' | 'problem';
  readonly remark?: string;
}

const TOLD: Record<Told['state'], Tone> = { told: 'ok', missing: 'ended', problem: 'wait' };

/** The five things of a demand: how many are told, a segmented bar, and a word for each. */
export function Completeness({ title, items, children }: { title: string; items: readonly Told[]; children?: ComponentChildren }): VNode {
  const told = items.filter((i) => i.state === 'told').length;
  const step = 100 / Math.max(items.length, 1);
  return (
    <>
      <h2 class="h3">{title}</h2>
      <svg class="bar fat" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        {items.map((_, i) => (
          <rect class={i < told ? 'k1' : 't'} x={(i * step).toFixed(1)} width={(step - 1.2).toFixed(1)} height="4" />
        ))}
      </svg>
      <ul class="five">
        {items.map((item) => (
          <li>
            <Status tone={TOLD[item.state]}>{item.name}</Status>
            {item.remark && <span class="s soft">{item.remark}</span>}
          </li>
        ))}
      </ul>
      {children}
    </>
  );
}
