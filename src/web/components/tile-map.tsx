import type { VNode } from 'preact';

export interface MapTile {
  readonly href: string;
  readonly name: string;
  /** Place in the grid. */
  readonly column: number;
  readonly row: number;
  /** 1, 2 or 3: the colour of its region. */
  readonly tone: number;
  /** 0 to 1: how deep the colour is. */
  readonly depth: number;
  /** Two lines below the name: 「需 5」「供 9」. */
  readonly lines: readonly [string, string];
  /** The same in full, for the pointer and for who hears the page: 「张家口：在架需求 5，供给 9」. */
  readonly title: string;
}

const TILE = { width: 76, height: 64, gap: 4, edge: 4 };
const COLUMNS = 4;
/** From the tile's left edge to its words, and what is left for them. */
const INDENT = 7;
const ROOM = TILE.width - 2 * INDENT;
/** About how wide a bold sign is: of Latin script and of any other. */
const SIGN = { latin: 7.2, other: 12.8 };

/** A tile for each place, set roughly as they lie; no borders, which a map of China may not draw by itself. Each tile is a link. */
export function TileMap({ tiles, label }: { tiles: readonly MapTile[]; label: string }): VNode {
  const rows = Math.max(...tiles.map(({ row }) => row)) + 1;
  const width = COLUMNS * (TILE.width + TILE.gap) - TILE.gap;
  const height = rows * (TILE.height + TILE.gap) - TILE.gap;
  return (
    <svg class="chart tiles" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
      {tiles.map((tile) => {
        const x = tile.column * (TILE.width + TILE.gap);
        const y = tile.row * (TILE.height + TILE.gap);
        return (
          <a href={tile.href}>
            <title>{tile.title}</title>
            <rect class={`k${tile.tone}`} fill-opacity={tile.depth} x={x} y={y} width={TILE.width} height={TILE.height} rx="2" />
            <rect class={`k${tile.tone}`} x={x} y={y} width={TILE.width} height={TILE.edge} />
            <Name name={tile.name} x={x + INDENT} y={y + 22} />
            {tile.lines.map((line, i) => (
              <text x={x + INDENT} y={y + 39 + 16 * i}>
                {line}
              </text>
            ))}
          </a>
        );
      })}
    </svg>
  );
}

const isWide = (name: string): boolean => [...name].reduce((sum, sign) => sum + (sign < '\u2e80' ? SIGN.latin : SIGN.other), 0) > ROOM;

/** Of a long name in several words the first, of a long word all of it, set narrower: what reaches beyond its tile is cut off, or lies over the next. */
function Name({ name, x, y }: { name: string; x: number; y: number }): VNode {
  const shown = isWide(name) ? name.split(' ')[0]! : name;
  return (
    <text class="b" x={x} y={y} {...(isWide(shown) && { textLength: ROOM, lengthAdjust: 'spacingAndGlyphs' })}>
      {shown}
    </text>
  );
}
