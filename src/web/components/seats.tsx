import type { ComponentChildren, VNode } from 'preact';
import { useSay } from '../page-context.js';
import { texts } from '../texts.js';

/** The mortises of a demand, taken ones filled. `words` adds how many are left. Up to 12 are drawn. */
export function Seats({ seats, taken, words = false }: { seats: number; taken: number; words?: boolean }): VNode {
  const say = useSay();
  const filled = Math.min(taken, seats);
  const left = seats - filled;
  const sentence = left === 0 ? say(texts.seatsFull) : filled === 0 ? say(texts.seatsAllFree, { seats }) : say(texts.seatsLeft, { left });
  return (
    <>
      <Slots count={Math.min(seats, 12)} filled={filled} label={say(texts.seatsLabel, { seats, taken: filled })} />
      {words && (
        <>
          {' '}
          <span>{sentence}</span>
        </>
      )}
    </>
  );
}

/** Two slots: which sides have confirmed. */
export function Sides({ confirmed }: { confirmed: 0 | 1 | 2 }): VNode {
  return <Slots count={2} filled={confirmed} label={useSay()(texts.sidesLabel, { taken: confirmed })} />;
}

function Slots({ count, filled, label }: { count: number; filled: number; label: string }): VNode {
  return (
    <span class="seats" role="img" aria-label={label}>
      {Array.from({ length: count }, (_, i) => (
        <i class={i < filled ? 'on' : undefined} />
      ))}
    </span>
  );
}

export interface SeatSlot {
  /** `on` is filled or done, `wait` waits for somebody, `free` is to come. */
  readonly state: 'on' | 'wait' | 'free';
  readonly title: string;
  /** Lines below the title. */
  readonly lines?: readonly ComponentChildren[];
  /** Where things stand now. */
  readonly current?: boolean;
}

/** The seats of a demand with who sits in each, or the stages of an engagement. Stands up on a phone, lies from 40 rem. */
export function SeatRow({ slots, label }: { slots: readonly SeatSlot[]; label?: string }): VNode {
  return (
    <ol class={`seatrow n${Math.min(Math.max(slots.length, 1), 6)}`} aria-label={label}>
      {slots.map((slot) => (
        <li class={slot.state === 'free' ? undefined : slot.state} aria-current={slot.current ? 'step' : undefined}>
          <b>{slot.title}</b>
          {slot.lines?.map((line, i) => (
            <>
              {i > 0 && <br />}
              {line}
            </>
          ))}
        </li>
      ))}
    </ol>
  );
}
