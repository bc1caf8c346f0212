import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The static files of the portal, read once when the module is loaded: three small files, served from memory. */
export interface Asset {
  readonly name: string;
  /** With a fingerprint of the content, so that a browser may keep it for ever. */
  readonly path: string;
  readonly type: string;
  readonly etag: string;
  readonly bytes: Buffer;
}

const FILES = {
  'style.css': 'text/css; charset=utf-8',
  'portal.client.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;

type AssetName = keyof typeof FILES;

function readAsset(name: AssetName): Asset {
  const bytes = readFileSync(fileURLToPath(new URL(`./assets/${name}`, import.meta.url)));
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 12);
  const dot = name.lastIndexOf('.');
  return {
    name,
    path: `/assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}`,
    type: FILES[name],
    etag: `"${hash}"`,
    bytes,
  };
}

const assets = new Map((Object.keys(FILES) as AssetName[]).map((name) => [name, readAsset(name)]));

/** `assetPath('style.css')` is `/assets/style.<hash>.css`. */
export function assetPath(name: AssetName): string {
  return asset(name).path;
}

export function asset(name: AssetName): Asset {
  const found = assets.get(name);
  if (!found) throw new Error(`No asset ${name}`);
  return found;
}

export function allAssets(): Asset[] {
  return [...assets.values()];
}
