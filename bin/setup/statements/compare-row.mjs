import ts from 'typescript';

/** What node-postgres makes of a value, by the type of its column (store/database.ts sets INT8). Enums and their arrays come beside. */
const MADE_OF = {
  16: 'boolean',
  17: 'Buffer',
  18: 'string',
  19: 'string',
  20: 'number',
  21: 'number',
  23: 'number',
  25: 'string',
  26: 'number',
  114: 'json',
  700: 'number',
  701: 'number',
  869: 'string',
  650: 'string',
  1000: 'boolean[]',
  1001: 'Buffer[]',
  1003: 'string[]',
  1005: 'number[]',
  1007: 'number[]',
  1009: 'string[]',
  1015: 'string[]',
  1016: 'string[]',
  1043: 'string',
  1082: 'Date',
  1114: 'Date',
  1182: 'Date[]',
  1184: 'Date',
  1185: 'Date[]',
  1700: 'string',
  2205: 'string',
  2278: 'string',
  2950: 'string',
  2951: 'string[]',
  3802: 'json',
  3807: 'json[]',
};

/**
 * The differences between the columns of a statement and the type that its caller declares for a row, a sentence each.
 *
 * @param {{ name: string, type: number, canBeNull: boolean }[]} columns
 * @param {Map<number, string[]>} enums the labels of each enum, by the id of its type; of its arrays, by theirs, null
 */
export function compareRow(checker, row, columns, enums) {
  const declared = new Map();
  for (const one of row.isUnion() ? row.types : [row]) {
    for (const property of one.getProperties())
      declared.set(property.name, [...(declared.get(property.name) ?? []), checker.getTypeOfSymbol(property)]);
  }
  const differences = [];
  for (const { name } of columns) if (!declared.has(name)) differences.push(`the column "${name}" is not in the type of the row`);
  for (const [name, types] of declared) {
    // Of two columns of one name the driver gives the second.
    const column = columns.findLast((one) => one.name === name);
    if (column === undefined) {
      differences.push(`the row has no column "${name}"`);
      continue;
    }
    const made = enums.has(column.type) ? (enums.get(column.type) ?? 'string') : MADE_OF[column.type];
    if (made === undefined) differences.push(`"${name}" has a type that compare-row.mjs does not know: ${column.type}`);
    else if (!fits(checker, types.flatMap(withoutNull), made)) {
      differences.push(
        `"${name}" is ${typeof made === 'string' ? made : made.map((label) => `'${label}'`).join(' | ')}, not ${types.map((type) => checker.typeToString(type)).join(' | ')}`,
      );
    }
    if (column.canBeNull && !types.some(admitsNull)) differences.push(`"${name}" can be null`);
  }
  return differences;
}

/** The differences between the parameters of a statement and the values that a call gives, a sentence each. */
export function compareValues(checker, given, parameters, enums) {
  if (given.length !== parameters.length) return [`takes ${parameters.length} parameters, and is given ${given.length}`];
  return given.flatMap((type, index) => {
    const taken = enums.has(parameters[index]) ? (enums.get(parameters[index]) ?? 'string[]') : MADE_OF[parameters[index]];
    if (taken === undefined || withoutNull(type).every((one) => mayBeGiven(checker, one, taken))) return [];
    return [`$${index + 1} takes ${taken.toString()}, and is given ${checker.typeToString(type)}`];
  });
}

/** What the driver sends as PostgreSQL reads it: JSON has to be a text by then, and an instant may be one. */
function mayBeGiven(checker, type, taken) {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Undefined)) return true;
  if (Array.isArray(taken) && type.isStringLiteral()) return taken.includes(type.value);
  if (taken === 'json' || Array.isArray(taken)) return (type.flags & ts.TypeFlags.StringLike) !== 0;
  if (taken === 'Date' && type.flags & ts.TypeFlags.StringLike) return true;
  if (taken.endsWith('[]')) {
    const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    return element !== undefined && withoutNull(element).every((one) => mayBeGiven(checker, one, taken.slice(0, -2)));
  }
  return fits(checker, [type], taken);
}

/** `made`: a word of MADE_OF, or the labels of an enum. */
function fits(checker, types, made) {
  if (Array.isArray(made)) {
    const labels = types.map((type) => (type.isStringLiteral() ? type.value : null));
    return labels.every((label) => made.includes(label));
  }
  if (made.endsWith('[]')) {
    return types.every((type) => {
      const element = checker.isArrayType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
      return element !== undefined && fits(checker, withoutNull(element), made.slice(0, -2));
    });
  }
  return types.every((type) => {
    const name = type.getSymbol()?.name;
    switch (made) {
      case 'string':
        return (type.flags & ts.TypeFlags.StringLike) !== 0;
      case 'number':
        return (type.flags & ts.TypeFlags.NumberLike) !== 0;
      case 'boolean':
        return (type.flags & ts.TypeFlags.BooleanLike) !== 0;
      case 'json':
        return (type.flags & ts.TypeFlags.Any) === 0 && name !== 'Date' && name !== 'Buffer';
      default:
        return name === made;
    }
  });
}

function withoutNull(type) {
  return (type.isUnion() ? type.types : [type]).filter(({ flags }) => (flags & ts.TypeFlags.Null) === 0);
}

function admitsNull(type) {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Null)) return true;
  return type.isUnion() && type.types.some(({ flags }) => (flags & ts.TypeFlags.Null) !== 0);
}
