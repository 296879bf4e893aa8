"""Writes the cells of a file that `cells.ts` made with openpyxl: python with-openpyxl.py CELLS WORKBOOK."""
import datetime
import sys
from importlib.metadata import version

import openpyxl

book = openpyxl.Workbook()
book.remove(book.active)
for line in open(sys.argv[1], encoding="utf-8").read().splitlines():
    sheet, row, column, kind, value, more = line.split("\t")
    if sheet not in book.sheetnames:
        book.create_sheet(sheet)
    if kind == "hidden":
        book[sheet].sheet_state = "hidden"
        continue
    cell = book[sheet].cell(int(row), int(column))
    if kind == "text":
        cell.value = value
        cell.data_type = "s"
    elif kind == "number":
        cell.value = float(value) if "." in value else int(value)
        if more:
            cell.number_format = more
    elif kind == "date":
        cell.value = datetime.date.fromisoformat(value)
        cell.number_format = "yyyy-mm-dd"
    elif kind == "boolean":
        cell.value = value == "TRUE"
    elif kind == "formula":
        cell.value = "=" + value
book.save(sys.argv[2])
print(version("openpyxl"))
