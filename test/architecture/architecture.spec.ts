import { basename } from 'node:path';
import { readSources, type SourceFile } from './source-tree.js';

const sources = readSources();
const product = sources.filter(({ path }) => !/\.spec\.tsx?$/.test(path));

/** Rooms, lowest first; a file imports from its own room and from lower ones. `app` is what stands at the top of `src`. */
const ROOMS = ['shared', 'config', 'platform', 'web', 'features', 'app'];
/** A feature imports only features of lower tiers; inside a tier they talk by events. */
const TIERS: Record<string, number> = {
  mailbox: 0,
  tasks: 0,
  subscriptions: 0,
  identity: 0,
  // Reference data that knows nobody: enterprises have regions and industries.
  taxonomy: 0,
  enterprises: 1,
  listings: 2,
  imports: 3,
  // Below matching: the factory's yes opens the engagement in the same transaction.
  engagements: 3,
  // Settles what the two sides of an engagement say differently, in the transaction of the decision.
  moderation: 4,
  matching: 5,
  notifications: 6,
  vocabulary: 6,
  directory: 7,
  'saved-searches': 8,
  exports: 8,
  landing: 8,
  // Counts what all the others do; the front page shows some of it.
  figures: 8,
  portal: 9,
};
const PUBLIC_OF_A_FEATURE = /\.(module|service|queries|events|types)\.tsx?$/;
/** Each client library appears only under its adapter. */
const CLIENTS: Record<string, RegExp> = {
  bullmq: /^src\/platform\/queue\//,
  ioredis: /^src\/platform\/(queue|http)\//,
  nodemailer: /^src\/platform\/mail\//,
  // The trial brings a mail server of its own: it must see what the product's would hide, doubles.
  'smtp-server': /^src\/(platform\/mail|trial)\//,
  mailparser: /^src\/(platform\/mail|trial)\//,
  meilisearch: /^src\/platform\/search\//,
};

function room(path: string): string {
  const first = path.split('/')[1]!;
  if (ROOMS.includes(first)) return first;
  // The history of the schema is the database's; the story stands on top of everything.
  return first === 'migrations' ? 'platform' : 'app';
}

function feature(path: string): string | undefined {
  return /^src\/features\/([^/]+)\//.exec(path)?.[1];
}

function violations(check: (file: SourceFile, target: string) => boolean, files = product): string[] {
  return files.flatMap((file) => file.imports.filter(({ isOurs, target }) => isOurs && check(file, target)).map(({ target }) => `${file.path} → ${target}`));
}

describe('who may import whom', () => {
  it('finds every file it is told to import', () => {
    const paths = new Set(sources.map(({ path }) => path));
    expect(violations((_, target) => !paths.has(target) && !/\.(json|css|mjs)$/.test(target))).toEqual([]);
  });

  it('only goes down: shared ← config ← platform ← web ← features ← app', () => {
    expect(violations((file, target) => ROOMS.indexOf(room(target)) > ROOMS.indexOf(room(file.path)))).toEqual([]);
  });

  it('knows the tier of every feature, and a feature imports only lower tiers', () => {
    const features = [...new Set(product.map(({ path }) => feature(path)).filter((name) => name !== undefined))];
    expect(features.filter((name) => !(name in TIERS))).toEqual([]);
    expect(
      violations((file, target) => {
        const [from, to] = [feature(file.path), feature(target)];
        return from !== undefined && to !== undefined && from !== to && TIERS[to]! >= TIERS[from]!;
      }),
    ).toEqual([]);
  });

  it('uses of another feature only what is public', () => {
    expect(
      violations((file, target) => {
        const [from, to] = [feature(file.path), feature(target)];
        return from !== undefined && to !== undefined && from !== to && !PUBLIC_OF_A_FEATURE.test(target);
      }),
    ).toEqual([]);
  });

  it('has no cycle between files', () => {
    expect(findCycle(product)).toBeNull();
  });

  it('keeps client libraries under their adapters', () => {
    const strays = product.flatMap(({ path, imports }) =>
      imports.filter(({ isOurs, target }) => !isOurs && CLIENTS[target] !== undefined && !CLIENTS[target].test(path)).map(({ target }) => `${path} → ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it('keeps shared free of frameworks and of input and output', () => {
    const strays = product
      .filter(({ path }) => path.startsWith('src/shared/'))
      .flatMap(({ path, imports }) => imports.filter(({ isOurs, target }) => !isOurs && target !== 'uuid' && target !== 'zod').map(({ target }) => `${path} → ${target}`));
    expect(strays).toEqual([]);
  });
});

describe('habits', () => {
  it('reads the environment in one place', () => {
    const allowed = /^src\/(config\/|(main|cli)\.ts$|(trial|evaluation|bench)\/)/;
    expect(product.filter(({ path, text }) => /process\.env/.test(text) && !allowed.test(path)).map(({ path }) => path)).toEqual([]);
  });

  it('has no any, no forwardRef and no catch-all names', () => {
    const files = product.filter(({ text }) => /\bas any\b|: any\b|<any>|forwardRef\(/.test(withoutComments(text))).map(({ path }) => path);
    const names = sources.map(({ path }) => path).filter((path) => /(^|[/.])(index|utils?|helpers?|common|manager)\.tsx?$|Impl\b/.test(basename(path)));
    expect([...files, ...names]).toEqual([]);
  });

  it('keeps files readable: median 60 lines, nine in ten under 200, and none over 500', () => {
    const lengths = product
      .filter(({ path }) => !/\.texts\.ts$|\/data\/|\/seeds\//.test(path))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
      .sort((a, b) => a.lines - b.lines);
    expect(lengths[Math.floor(lengths.length / 2)]!.lines).toBeLessThanOrEqual(80);
    expect(lengths[Math.floor(lengths.length * 0.9)]!.lines).toBeLessThanOrEqual(220);
    expect(lengths.filter(({ lines }) => lines > 500)).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'[^'\n]*'/g, "''");
}

/** A cycle as a list of paths, or null. Types vanish at run time, but a cycle of types is a cycle of thought. */
function findCycle(files: readonly SourceFile[]): string[] | null {
  const graph = new Map(files.map(({ path, imports }) => [path, imports.filter(({ isOurs }) => isOurs).map(({ target }) => target)]));
  const done = new Set<string>();
  const visit = (path: string, trail: string[]): string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    for (const next of graph.get(path) ?? []) {
      const cycle = visit(next, [...trail, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return null;
  };
  for (const path of graph.keys()) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return null;
}
