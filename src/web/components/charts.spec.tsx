import { renderToString } from 'preact-render-to-string';
import { Sankey } from './sankey.js';
import { layOutSankey, SANKEY } from './sankey-layout.js';
import { TimeChart } from './time-chart.js';

describe('a Sankey picture', () => {
  const flows = [
    { from: 1, to: 0, size: 30 },
    { from: 0, to: 1, size: 20 },
    { from: 0, to: 0, size: 50 },
    { from: 2, to: 2, size: 0 },
  ];
  const { left, right, ribbons } = layOutSankey(3, flows);

  it('gives each flow its share of the height, and none to nothing', () => {
    expect(ribbons.map(({ from, to, thickness }) => [from, to, thickness])).toEqual([
      [0, 0, SANKEY.height * 0.5],
      [0, 1, SANKEY.height * 0.2],
      [1, 0, SANKEY.height * 0.3],
    ]);
  });

  it('lets ribbons leave and arrive side by side, inside of their nodes', () => {
    for (const [end, nodes] of [['from', left], ['to', right]] as const) {
      nodes.forEach((node, i) => {
        const edges = ribbons.filter((ribbon) => ribbon[end] === i).map((ribbon) => ({ top: end === 'from' ? ribbon.fromTop : ribbon.toTop, thickness: ribbon.thickness }));
        let top = node.top;
        for (const edge of edges.sort((a, b) => a.top - b.top)) {
          expect(edge.top).toBeCloseTo(top);
          top += edge.thickness;
        }
        expect(top).toBeCloseTo(node.top + node.height);
      });
    }
  });

  it('keeps nodes apart, room for the name of an empty one, and the thinnest flow to be seen', () => {
    left.slice(1).forEach((node, i) => expect(node.top - left[i]!.top - left[i]!.height).toBeGreaterThanOrEqual(SANKEY.gap));
    expect(left[2]).toMatchObject({ height: 0 });
    const thin = layOutSankey(2, [{ from: 0, to: 0, size: 10_000 }, { from: 1, to: 1, size: 1 }]).ribbons;
    expect(thin[1]?.thickness).toBe(SANKEY.thinnest);
  });

  it('outlines what is not said, names the picture, and shows markup as text', () => {
    const side = { name: '<b>京</b>', leaving: '少于 5', arriving: '12' };
    const html = renderToString(<Sankey sides={[side]} flows={[{ from: 0, to: 0, size: 2.5, label: '<i>x</i>', isUnsaid: true }]} heads={['从', '到']} labelledBy="here" />);
    expect(html).toContain('role="img" aria-labelledby="here"');
    expect(html).toMatch(/<path class="unsaid" d="M64 [\d.]+C[^"]+Z"><title>&lt;i>x/);
    expect(html).not.toMatch(/<b>|<i>|style=|NaN/);
  });
});

describe('a chart over time', () => {
  const point = (value: number | null, isWithheld = false) => ({ label: '5 月', value, title: '5 月：1', isWithheld });
  const draw = (values: readonly (number | null)[], kind: 'columns' | 'line' = 'columns'): string =>
    renderToString(<TimeChart points={values.map((value) => point(value))} kind={kind} labelledBy="t" />);

  it.each([
    [[0, 0], '2'],
    [[7, 3], '8'],
    [[21, 25], '30'],
    [[150, 380], '400'],
    [[1_100], '2,000'],
  ])('of %j goes from nought to %s', (values, top) => {
    const lines = [...draw(values).matchAll(/text-anchor="end">([\d.,]+)<\/text>/g)].map(([, text]) => text);
    expect([lines[0], lines[2]]).toEqual(['0', top]);
  });

  it('draws a column as high as its number, nothing for nought, and a stub for what is not said', () => {
    const html = renderToString(<TimeChart points={[point(10), point(5), point(0), point(null, true)]} kind="columns" labelledBy="t" />);
    const heights = [...html.matchAll(/<rect class="(\w+)"[^>]* height="([\d.]+)"/g)].map(([, tone, height]) => [tone, Number(height)]);
    expect(heights).toEqual([['k1', 104], ['k1', 52], ['stub', 5]]);
  });

  it('leaves a gap in the line where there is no number, and survives having none at all', () => {
    expect(/ d="(M[^"]*)" ?\/?>/.exec(draw([4, null, 2, 2], 'line').replace(/<path class="ax"[^>]*>/g, ''))?.[1]?.match(/M/g)).toHaveLength(2);
    for (const values of [[], [null], [null, null]]) expect(draw(values, 'line')).not.toMatch(/NaN|Infinity|undefined/);
  });
});
