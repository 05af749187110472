import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { everyNode, parse, sourcesUnder, type Source } from './sources';

/** Attributes whose value a person reads or hears. */
const said = new Set(['alt', 'aria-description', 'aria-label', 'aria-roledescription', 'aria-valuetext', 'label', 'placeholder', 'title', 'text']);

/** Two letters in a row: a sign such as "×", "⋯" or "/" is the same in every language. */
const isText = (text: string) => /\p{L}{2}/u.test(text);

/** Texts that stand in a view itself, or that it copied before the language of the page was known. */
function problemsOf({ path, tree }: Source): string[] {
  const problems: string[] = [];
  const report = (node: ts.Node, what: string) => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    problems.push(`${path}:${line + 1} ${what}: ${node.getText().trim().slice(0, 60)}`);
  };
  everyNode(tree, (node) => {
    if (ts.isJsxText(node) && isText(node.text)) {
      report(node, 'text');
    } else if ((ts.isStringLiteral(node) || ts.isTemplateLiteral(node)) && isText(literalOf(node)) && isSaid(node)) {
      report(node, 'literal');
    } else if (ts.isVariableStatement(node) && node.parent === tree) {
      for (const { initializer } of node.declarationList.declarations) {
        if (initializer && ts.isPropertyAccessExpression(initializer) && /^(texts|live|frames|words)\b/.test(initializer.getText())) {
          report(node, 'copy');
        }
      }
    }
  });
  return problems;
}

const literalOf = (node: ts.StringLiteral | ts.TemplateLiteral) =>
  ts.isTemplateExpression(node) ? [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('') : node.text;

/** Whether the literal is read by a person: as a child of an element, or as such an attribute. */
function isSaid(node: ts.Node): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isJsxAttribute(parent)) {
      return said.has(parent.name.getText());
    }
    if (ts.isJsxExpression(parent)) {
      return !ts.isJsxAttribute(parent.parent) || said.has(parent.parent.name.getText());
    }
    // What a condition compares with, and what a function is given, is not shown.
    const isShown =
      ts.isParenthesizedExpression(parent) ||
      ts.isConditionalExpression(parent) && parent.condition !== at ||
      ts.isBinaryExpression(parent) && /^(&&|\|\||\?\?|\+)$/.test(parent.operatorToken.getText()) ||
      ts.isTemplateSpan(parent) ||
      ts.isTemplateExpression(parent);
    if (!isShown) {
      return false;
    }
  }
  return false;
}

describe('the views', () => {
  it.each([
    ['<p>Nothing here</p>', 'text'],
    ['<p title="Nothing here" />', 'literal'],
    ['<p aria-label={open ? "Open" : words.closed} />', 'literal'],
    ['<p>{count > 0 && `${count} left`}</p>', 'literal'],
    ['const words = texts.board;', 'copy'],
  ])('are found to hold a text of their own: %s', (code, what) => {
    expect(problemsOf({ path: 'x.tsx', tree: parse('x.tsx', code) })).toEqual([expect.stringContaining(what)]);
  });

  it.each(['<p class="quiet">× {words.text}</p>', '<p>{state === "open" ? words.open : null}</p>', '<p role="alert" class={`row row-${kind}`} />'])(
    'may hold what nobody reads: %s',
    (code) => {
      expect(problemsOf({ path: 'x.tsx', tree: parse('x.tsx', code) })).toEqual([]);
    },
  );

  it('take every text from src/texts', () => {
    const sources = ['views', 'entries', 'state'].flatMap((folder) => sourcesUnder(folder, /\.tsx?$/));
    expect(sources.length).toBeGreaterThan(60);
    expect(sources.flatMap(problemsOf)).toEqual([]);
  });
});
