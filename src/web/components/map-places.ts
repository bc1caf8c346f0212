/** Where a place stands in the map of tiles: roughly as they lie, never to scale. By code (GB/T 2260; 1331 is 雄安新区). */
export const MAP_PLACES: Readonly<Record<string, readonly [column: number, row: number]>> = {
  1307: [1, 0],
  1308: [2, 0],
  11: [1, 1],
  1302: [2, 1],
  1303: [3, 1],
  1306: [0, 2],
  1310: [1, 2],
  12: [2, 2],
  1301: [0, 3],
  1331: [1, 3],
  1309: [2, 3],
  1305: [0, 4],
  1311: [1, 4],
  1304: [0, 5],
};

/** From no demand to the most: how deep a tile is coloured. */
export function depthOf(demands: number, most: number): number {
  if (demands === 0 || most === 0) return 0.06;
  const share = demands / most;
  return share > 0.5 ? 0.46 : share > 0.25 ? 0.34 : share > 0.1 ? 0.22 : 0.12;
}
