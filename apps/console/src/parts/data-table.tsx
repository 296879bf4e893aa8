import type { ReactNode } from 'react';

export type Column<Row> = {
  key: string;
  header: string;
  /** Numbers stand right. */
  numeric?: boolean;
  /** The cell that names the row. */
  heads?: boolean;
  /** Left out on a phone, where each row is a card, when there is nothing to say. */
  isEmpty?: (row: Row) => boolean;
  render: (row: Row) => ReactNode;
  width?: string;
};

/** A table that turns into cards on a phone. Roles are explicit because the cards' `display` would drop them. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
}: {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
}): ReactNode {
  return (
    <table className="rc-table" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              role="columnheader"
              className={column.numeric === true ? 'rc-number' : undefined}
              style={column.width === undefined ? undefined : { width: column.width }}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column) =>
              column.heads === true ? (
                <th key={column.key} scope="row" role="rowheader">
                  {column.render(row)}
                </th>
              ) : (
                <td
                  key={column.key}
                  role="cell"
                  data-label={column.header}
                  data-empty={column.isEmpty?.(row) ?? false}
                  className={column.numeric === true ? 'rc-number' : undefined}
                >
                  <div className="rc-cell">{column.render(row)}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
