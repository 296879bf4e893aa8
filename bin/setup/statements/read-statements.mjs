import { readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../checkout.mjs';

/** What makes databases and compares schemas knows no table of the product; Prisma's client is typed by its generator. */
const LEFT_OUT = [join('store', 'generated'), join('store', 'schema')];

/**
 * The statements of store/: each call of `query` or `ask`, with the expression of its text, the expression of its values, and
 * the type that it declares for a row.
 *
 * @param {{ file: string, find: string, put: string }[]} plants changes of the sources, for tests of this check
 */
export function readStatements(plants = []) {
  const files = readdirSync(join(ROOT, 'store'), { recursive: true })
    .map((path) => join(ROOT, 'store', path))
    .filter((path) => path.endsWith('.ts') && !LEFT_OUT.some((folder) => path.startsWith(join(ROOT, folder) + sep)));
  const program = ts.createProgram(files, OPTIONS, hostOf(plants));
  const checker = program.getTypeChecker();
  const statements = [];
  for (const file of files) {
    const source = program.getSourceFile(file);
    const visit = (node) => {
      if (ts.isCallExpression(node) && isQuery(node.expression) && node.arguments.length > 0) {
        const text = textOf(node.arguments[0]);
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        const [row] = node.typeArguments ?? [];
        statements.push({
          file: relative(ROOT, file).split(sep).join('/'),
          line: line + 1,
          text,
          given: valuesGiven(checker, node.arguments[1]),
          readsRows: readsRows(node),
          row: row === undefined ? null : checker.getTypeFromTypeNode(row),
        });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { statements, checker, sources: files.map((file) => program.getSourceFile(file)) };
}

const OPTIONS = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  lib: ['lib.es2023.d.ts'],
  types: ['node'],
};

/** Rows are made of our own types, dates and buffers: no package is read, which costs seconds. `npm run check` compiles the whole elsewhere. */
function hostOf(plants) {
  const host = ts.createCompilerHost(OPTIONS);
  const read = host.readFile;
  host.readFile = (path) => {
    let text = read(path);
    for (const { file, find, put } of plants) {
      if (path !== join(ROOT, file)) continue;
      if (!text.includes(find)) throw new Error(`${file} has no "${find}".`);
      text = text.replace(find, put);
    }
    return text;
  };
  host.getSourceFile = (path, options) => {
    const text = host.readFile(path);
    return text === undefined ? undefined : ts.createSourceFile(path, text, options, true);
  };
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => {
      if (!text.startsWith('.') || text.includes('/generated/')) return { resolvedModule: undefined };
      const path = join(dirname(from), text).replace(/\.js$/, '.ts');
      return ts.resolveModuleName(text, from, OPTIONS, host).resolvedModule === undefined
        ? { resolvedModule: undefined }
        : { resolvedModule: { resolvedFileName: path, extension: ts.Extension.Ts, isExternalLibraryImport: false } };
    });
  return host;
}

function isQuery(called) {
  const name = ts.isIdentifier(called) ? called.text : ts.isPropertyAccessExpression(called) ? called.name.text : '';
  return name === 'query' || name === 'ask';
}

/** The types of the values that a call gives; null: only the running program knows how many they are. */
function valuesGiven(checker, values) {
  if (values === undefined) return [];
  if (!ts.isArrayLiteralExpression(values) || values.elements.some(ts.isSpreadElement)) return null;
  return values.elements.map((value) => checker.getTypeAtLocation(value));
}

/** Whether the answer's rows have a name: `const { rows } = await …`, or `const answer = await …`. */
function readsRows(call) {
  const { parent } = ts.isAwaitExpression(call.parent) ? call.parent : call;
  if (!ts.isVariableDeclaration(parent)) return ts.isPropertyAccessExpression(parent.parent ?? parent);
  return ts.isIdentifier(parent.name) || parent.name.elements.some((element) => (element.propertyName ?? element.name).getText() === 'rows');
}

/** The text itself, or that of a copy: `client.query(copyFrom(text))`. */
function textOf(argument) {
  if (ts.isCallExpression(argument) && /copy|unhurried/i.test(argument.expression.getText())) return textOf(argument.arguments[0]);
  return argument;
}
