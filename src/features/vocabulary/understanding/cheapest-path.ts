/** A piece of a text from one place to another, with what it costs to read it so. */
export interface Edge<T> {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
  readonly value: T;
}

/** The cheapest way from 0 to `length` along the edges; null when there is none. Of equal ways the one whose edges came first. */
export function cheapestPath<T>(length: number, edges: readonly Edge<T>[]): T[] | null {
  const best: ({ readonly cost: number; readonly edge: Edge<T> | null } | undefined)[] = new Array(length + 1).fill(undefined);
  best[0] = { cost: 0, edge: null };
  for (const edge of [...edges].sort((a, b) => a.from - b.from)) {
    const start = best[edge.from];
    if (!start) continue;
    const cost = start.cost + edge.cost;
    const present = best[edge.to];
    if (!present || cost < present.cost - 1e-9) best[edge.to] = { cost, edge };
  }
  const path: T[] = [];
  for (let at = length; at > 0; ) {
    const edge = best[at]?.edge;
    if (!edge) return null;
    path.unshift(edge.value);
    at = edge.from;
  }
  return path;
}
