import fc from 'fast-check';
import { latinTerms } from './latin-terms.js';

it('keeps a part number whole and in its parts', () => {
  expect(latinTerms('6205-2rs')).toEqual(['62052rs', '6205', '2rs']);
  expect(latinTerms('西门子s7-1200控制器')).toEqual(['s71200', 's7', '1200']);
});

it('leaves quantities out, but not grades and types of three digits', () => {
  expect(latinTerms('0.25~0.45mm, 30-50万, 304不锈钢')).toEqual(['304']);
});

it('takes the singular of plain plurals and leaves stop words out', () => {
  expect(latinTerms('we need gears, batteries and a bus for the process')).toEqual(['gear', 'battery', 'bus', 'process']);
});

it('gives only terms that it would give again', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const term of latinTerms(text.toLowerCase())) expect(latinTerms(term)).toContain(term);
    }),
  );
});
