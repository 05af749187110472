import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface Source {
  readonly path: string;
  readonly tree: ts.SourceFile;
}

/** The panel's own files under a folder, parsed. */
export function sourcesUnder(folder: string, ending: RegExp): Source[] {
  const root = join(process.cwd(), 'src', folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .toSorted()
    .map((path) => ({ path, tree: parse(path, readFileSync(join(root, path), 'utf8')) }));
}

export const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);

export function everyNode(root: ts.Node, visit: (node: ts.Node) => void): void {
  visit(root);
  root.forEachChild((child) => everyNode(child, visit));
}
