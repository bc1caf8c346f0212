/** One flow of a Sankey picture, between places in the list of sides; `size` decides its thickness, and of nothing there is no ribbon. */
export interface SankeyFlow {
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

export interface SankeyNode {
  readonly top: number;
  readonly height: number;
}

export interface SankeyRibbon {
  readonly from: number;
  readonly to: number;
  /** Upper edges at both ends, and the thickness between the edges. */
  readonly fromTop: number;
  readonly toTop: number;
  readonly thickness: number;
}

export interface SankeyLayout {
  readonly left: readonly SankeyNode[];
  readonly right: readonly SankeyNode[];
  readonly ribbons: readonly SankeyRibbon[];
}

/** The space that all nodes of a side share, the air between two, and the thinnest that can still be seen; in units of the picture. */
export const SANKEY = { height: 218, gap: 16, top: 20, thinnest: 2 };

/**
 * Places nodes and ribbons: ribbons leave and arrive in the order of the sides, so that few cross, and a node is as high as what runs through
 * it. Thickness is in proportion to size; a flow of nothing is left out.
 */
export function layOutSankey(sides: number, flows: readonly SankeyFlow[]): SankeyLayout {
  const shown = flows.filter(({ size }) => size > 0).sort((a, b) => a.from - b.from || a.to - b.to);
  const total = shown.reduce((sum, { size }) => sum + size, 0);
  const thicknessOf = ({ size }: SankeyFlow): number => Math.max(SANKEY.thinnest, (size / total) * SANKEY.height);
  const places = Array.from({ length: sides }, (_, i) => i);
  const heights = (end: 'from' | 'to'): number[] => places.map((i) => shown.filter((flow) => flow[end] === i).reduce((sum, flow) => sum + thicknessOf(flow), 0));
  const [left, right] = [stack(heights('from')), stack(heights('to'))];
  const used = { from: places.map(() => 0), to: places.map(() => 0) };
  const ribbons = shown.map((flow): SankeyRibbon => {
    const thickness = thicknessOf(flow);
    const fromTop = (left[flow.from]?.top ?? 0) + (used.from[flow.from] ?? 0);
    const toTop = (right[flow.to]?.top ?? 0) + (used.to[flow.to] ?? 0);
    used.from[flow.from] = (used.from[flow.from] ?? 0) + thickness;
    used.to[flow.to] = (used.to[flow.to] ?? 0) + thickness;
    return { from: flow.from, to: flow.to, fromTop, toTop, thickness };
  });
  return { left, right, ribbons };
}

/** Nodes below each other, spread so that both sides end at the same line; an empty node keeps room for its name. */
function stack(heights: readonly number[]): SankeyNode[] {
  const room = 2 * SANKEY.gap;
  let top = SANKEY.top;
  return heights.map((height) => {
    const node = { top, height };
    top += Math.max(height, room) + SANKEY.gap;
    return node;
  });
}
