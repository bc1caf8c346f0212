import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';

export const ROOT = join(import.meta.dirname, '../..');

/** One source file and what it imports: files of ours by path from the root, packages by name. */
export interface SourceFile {
  /** From the root, with slashes: `src/shared/ids.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly { readonly target: string; readonly isOurs: boolean; readonly isTypeOnly: boolean }[];
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Reads every file of `src`, specs included. */
export function readSources(): SourceFile[] {
  const files = listFiles(join(ROOT, 'src'));
  const known = new Set(files.map(toPath));
  return files.map((file) => {
    const text = readFileSync(file, 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const imports: SourceFile['imports'][number][] = [];
    source.forEachChild((node) => {
      if (!(ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) || !node.moduleSpecifier) return;
      const specifier = (node.moduleSpecifier as ts.StringLiteral).text;
      const isTypeOnly = ts.isImportDeclaration(node) ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword : node.isTypeOnly;
      if (!specifier.startsWith('.')) imports.push({ target: specifier, isOurs: false, isTypeOnly });
      else imports.push({ target: resolve(file, specifier, known), isOurs: true, isTypeOnly });
    });
    return { path: toPath(file), text, imports };
  });
}

function toPath(file: string): string {
  return relative(ROOT, file).replaceAll('\\', '/');
}

function resolve(from: string, specifier: string, known: ReadonlySet<string>): string {
  const base = toPath(normalize(join(dirname(from), specifier)));
  return [base.replace(/\.js$/, '.ts'), base.replace(/\.js$/, '.tsx')].find((candidate) => known.has(candidate)) ?? base;
}
