import type { VNode } from 'preact';
import { Remarks } from '../../../web/components/facts.js';
import type { Tone } from '../../../web/components/status.js';
import { Status } from '../../../web/components/status.js';
import { useSay } from '../../../web/page-context.js';
import type { Completeness, ThingTold } from '../completeness.js';
import { PAGE_TEXTS as T } from '../listing-pages.texts.js';

/** A segment of the meter and the gap after it, of 100 for all five. */
const SEGMENT = 18.8;
const STEP = 20.3;

/** The completeness meter: how many of the five things are told, and what each still lacks. */
export function FiveThings({ of }: { of: Completeness }): VNode {
  const say = useSay();
  return (
    <>
      <h2 class="h3">{say(T.fiveTitle, { told: of.told, of: of.of })}</h2>
      <svg class="bar fat" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        {of.things.map((_, i) => (
          <rect class={i < of.told ? 'k1' : 't'} x={Math.round(i * STEP * 10) / 10} width={SEGMENT} height="4" />
        ))}
      </svg>
      <Remarks items={of.things.map((thing) => ({ item: <Status tone={toneOf(thing)}>{say(T[thing.thing])}</Status>, remark: say(remarkOf(thing), { n: thing.numbers }) }))} />
    </>
  );
}

function toneOf({ isTold, remark }: ThingTold): Tone {
  return !isTold ? 'ended' : remark === 'short' ? 'wait' : 'ok';
}

function remarkOf({ isTold, remark }: ThingTold): (typeof T)[keyof typeof T] {
  if (!isTold) return T.notTold;
  return remark === 'short' ? T.toldShort : remark === 'numbers' ? T.toldNumbers : T.toldOk;
}
