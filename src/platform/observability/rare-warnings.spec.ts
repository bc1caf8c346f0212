import { RareWarnings } from './rare-warnings.js';

it('says the same thing again only after half a minute', () => {
  const lines: unknown[] = [];
  let now = 0;
  const warnings = new RareWarnings({ warn: (line: unknown) => lines.push(line) }, () => now);
  for (now = 0; now <= 60_000; now += 100) warnings.warn('Redis is away');
  warnings.warn('Postgres is away');
  expect(lines).toEqual(['Redis is away', 'Redis is away', 'Redis is away', 'Postgres is away']);
});
