import { FixedClock } from '../../shared/clock.js';
import { GENERAL_BOUND, GeneralBound } from './general-bound.js';

describe('the bound of a route that names none', () => {
  it('holds for a caller and a route, for its time', () => {
    const clock = new FixedClock(new Date('2026-05-18T09:00:00Z'));
    const bound = new GeneralBound(clock);
    for (let i = 0; i < GENERAL_BOUND.points; i += 1) bound.consume('List.show', '192.0.2.1');
    clock.advance(20_000);
    expect(() => bound.consume('List.show', '192.0.2.1')).toThrow(expect.objectContaining({ code: 'request.too-many', params: { seconds: 40 } }));
    bound.consume('List.show', '192.0.2.2');
    bound.consume('Page.show', '192.0.2.1');
    clock.advance(40_000);
    bound.consume('List.show', '192.0.2.1');
  });

  it('forgets its counts before they take much room', () => {
    const bound = new GeneralBound(new FixedClock(new Date('2026-05-18T09:00:00Z')));
    for (let i = 0; i < GENERAL_BOUND.points; i += 1) bound.consume('List.show', 'one');
    for (let i = 0; i < 100_000; i += 1) bound.consume('List.show', `2001:db8::${i.toString(16)}`);
    bound.consume('List.show', 'one');
  });
});
