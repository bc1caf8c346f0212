import type { StoredFile } from './file.entity.js';

/**
 * Headers under which a file of a stranger can be sent: always saved, never run, and never taken for another type than
 * the one that was found in it. The name goes as RFC 6266 and RFC 8187 have it, with an ASCII one for old clients.
 */
export function downloadHeaders({ name, type, size, sha256 }: Pick<StoredFile, 'name' | 'type' | 'size' | 'sha256'>): Record<string, string> {
  const plain = name.replace(/[^\x20-\x7E]|["\\%]/gu, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return {
    'content-type': type,
    'content-length': String(size),
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
    etag: `"${sha256}"`,
  };
}
