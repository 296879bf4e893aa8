/** Writes one line of a CSV file for spreadsheets, with CRLF; a cell that a spreadsheet would take for a formula becomes text. */
export type CsvLine = (cells: readonly (string | number | null)[]) => string;
