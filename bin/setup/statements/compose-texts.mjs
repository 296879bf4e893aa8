import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { ROOT } from '../checkout.mjs';

// A module of store/ also evaluates what it is asked, so that a text is composed by the very functions that compose it in the product.
register(
  `data:text/javascript,${encodeURIComponent(`
    export async function load(url, context, next) {
      const loaded = await next(url, context);
      if (!url.includes('/dist/store/') || url.includes('/generated/')) return loaded;
      return { ...loaded, source: loaded.source + '\\nexport const $evaluate = (code) => eval(code);' };
    }`)}`,
);

/** Stands for every id, and for all other text that no statement is made of. */
const AN_ID = '01930000-0000-7000-8000-000000000000';
/** A statement that is composed in more ways is made of too much that nobody could check. */
const MOST = 400;

/**
 * Makes `textsOf`: every text that an expression can be. What the expression takes from the function around it is followed to
 * where it is made: a constant, a loop, the callers of the function; what comes from outside is filled in by its type, each
 * literal of a union and both of a boolean. The code that composes is run from the build, not read.
 */
export function createComposer({ checker, sources }) {
  const calls = callsByName(sources);

  return async function textsOf(expression) {
    const values = await valuesOf(expression, 0);
    return [...new Set(values.map(String))];
  };

  async function valuesOf(expression, depth) {
    if (depth > 8) throw new Error(`It is composed in too many steps: ${expression.getText().slice(0, 80)}`);
    if (ts.isStringLiteralLike(expression)) return [expression.text];
    let choices = [{}];
    for (const [name, declaration] of localsOf(expression)) {
      const bindings = await bindingsOf(name, declaration, depth);
      choices = choices.flatMap((choice) => bindings.map((value) => ({ ...choice, [name]: value })));
      if (choices.length > MOST) throw new Error(`There are more than ${MOST} ways.`);
    }
    const { $evaluate } = await import(pathToFileURL(builtPath(expression.getSourceFile().fileName)).href);
    const code = ts.transpile(`(${expression.getText()})`, { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, alwaysStrict: false });
    const names = Object.keys(choices[0]);
    const run = $evaluate(`(({ ${names.join(', ')} }) => ${code.trim().replace(/;$/, '')})`);
    return distinct(choices.map((choice) => run(choice)));
  }

  /** The names in an expression that are declared in a function around it. */
  function localsOf(expression) {
    const locals = new Map();
    const visit = (node) => {
      if (ts.isTypeNode(node)) return;
      if (ts.isIdentifier(node) && !isPropertyName(node)) {
        const symbol = ts.isShorthandPropertyAssignment(node.parent)
          ? checker.getShorthandAssignmentValueSymbol(node.parent)
          : checker.getSymbolAtLocation(node);
        const declaration = symbol?.valueDeclaration;
        if (declaration !== undefined && isLocal(declaration, expression)) locals.set(node.text, declaration);
      }
      ts.forEachChild(node, visit);
    };
    visit(expression);
    return locals;
  }

  async function bindingsOf(name, declaration, depth) {
    const type = checker.getTypeAtLocation(declaration.name);
    const [root, path] = rootOf(declaration);
    if (ts.isVariableDeclaration(root)) {
      const loop = root.parent.parent;
      if (ts.isForOfStatement(loop)) {
        const lists = await valuesOf(loop.expression, depth + 1);
        if (lists.every(Array.isArray)) return distinct(lists.flatMap((list) => list.map((value) => follow(value, path))));
        return samplesOf(type, 0);
      }
      if (root.initializer !== undefined && !hasAwait(root.initializer)) {
        return distinct((await valuesOf(root.initializer, depth + 1)).map((value) => follow(value, path)));
      }
    }
    if (ts.isFunctionDeclaration(root)) throw new Error(`It is composed by ${name}, a function inside of a function.`);
    if (ts.isParameter(root) && path.length === 0 && isText(type)) {
      const given = argumentsFor(root);
      if (given.length > 0) {
        const all = [];
        for (const argument of given) all.push(...(await valuesOf(argument, depth + 1)));
        return distinct(all);
      }
    }
    return samplesOf(type, 0);
  }

  /** What the callers in store/ give for a parameter. */
  function argumentsFor(parameter) {
    const owner = parameter.parent;
    const name = owner.name ?? (ts.isVariableDeclaration(owner.parent) ? owner.parent.name : undefined);
    if (name === undefined || !ts.isIdentifier(name)) return [];
    const at = owner.parameters.indexOf(parameter);
    const symbol = checker.getSymbolAtLocation(name);
    return (calls.get(name.text) ?? []).flatMap((call) => {
      const argument = call.arguments[at];
      return argument !== undefined && symbolOfCalled(call) === symbol ? [argument] : [];
    });
  }

  function symbolOfCalled(call) {
    const symbol = checker.getSymbolAtLocation(call.expression);
    return symbol !== undefined && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  function isText(type) {
    return (type.flags & ts.TypeFlags.String) !== 0;
  }

  /** Values of a type: all of a union, a few of an object, of which one property after the other takes its other values. */
  function samplesOf(type, depth) {
    const { flags } = type;
    if (type.isUnion()) return distinct(type.types.flatMap((one) => samplesOf(one, depth)));
    if (type.isStringLiteral() || type.isNumberLiteral()) return [type.value];
    if (flags & ts.TypeFlags.BooleanLiteral) return [type.intrinsicName === 'true'];
    if (flags & ts.TypeFlags.Undefined) return [undefined];
    if (flags & ts.TypeFlags.Null) return [null];
    if (flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Any)) return [AN_ID];
    if (flags & ts.TypeFlags.NumberLike) return [1];
    const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    if (element !== undefined) {
      const all = depth > 2 ? [] : samplesOf(element, depth + 1);
      return all.length > 1 ? [all, all.slice(0, 1)] : [all];
    }
    if (!(flags & ts.TypeFlags.Object || type.isIntersection()) || depth > 2) return [undefined];
    const properties = type.getProperties();
    if (properties.length > 40) return [undefined];
    const samples = properties.map((property) => [property.name, samplesOf(checker.getTypeOfSymbol(property), depth + 1)]);
    const first = Object.fromEntries(samples.map(([name, values]) => [name, values[0]]));
    return [first, ...samples.flatMap(([name, values]) => values.slice(1).map((value) => ({ ...first, [name]: value })))];
  }
}

function callsByName(sources) {
  const calls = new Map();
  const visit = (node) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const { text } = node.expression;
      calls.set(text, [...(calls.get(text) ?? []), node]);
    }
    ts.forEachChild(node, visit);
  };
  sources.forEach(visit);
  return calls;
}

function isPropertyName(node) {
  const { parent } = node;
  return (ts.isPropertyAccessExpression(parent) && parent.name === node) || (ts.isPropertyAssignment(parent) && parent.name === node);
}

/** Declared in a function, and not in the expression itself: what a module declares, the module knows when it evaluates. */
function isLocal(declaration, expression) {
  if (declaration.getSourceFile() !== expression.getSourceFile()) return false;
  if (declaration.pos >= expression.pos && declaration.end <= expression.end) return false;
  for (let node = declaration.parent; node !== undefined; node = node.parent) if (ts.isFunctionLike(node)) return true;
  return false;
}

/** The parameter or variable that a name is taken out of, and the way to it. */
function rootOf(declaration) {
  const path = [];
  let node = declaration;
  while (ts.isBindingElement(node)) {
    const pattern = node.parent;
    path.unshift(ts.isArrayBindingPattern(pattern) ? pattern.elements.indexOf(node) : (node.propertyName ?? node.name).getText());
    node = pattern.parent;
  }
  return [node, path];
}

function follow(value, path) {
  return path.reduce((found, step) => found?.[step], value);
}

function hasAwait(node) {
  return ts.isAwaitExpression(node) || (!ts.isFunctionLike(node) && ts.forEachChild(node, (child) => hasAwait(child) || undefined) === true);
}

function distinct(values) {
  const seen = new Map(values.map((value) => [typeof value === 'function' ? value : JSON.stringify(value) + typeof value, value]));
  return [...seen.values()];
}

function builtPath(source) {
  return join(ROOT, 'dist', source.slice(ROOT.length + 1)).replace(/\.ts$/, '.js');
}
