"""Writes the cells of a file that `cells.ts` made with XlsxWriter: python with-xlsxwriter.py CELLS WORKBOOK [constant_memory]."""
import datetime
import sys
from importlib.metadata import version

import xlsxwriter

book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": len(sys.argv) > 3})
sheets = {}
formats = {}
for line in open(sys.argv[1], encoding="utf-8").read().splitlines():
    name, row, column, kind, value, more = line.split("\t")
    sheet = sheets.setdefault(name, None) or sheets.__setitem__(name, book.add_worksheet(name)) or sheets[name]
    if kind == "hidden":
        sheet.hide()
        continue
    at = (int(row) - 1, int(column) - 1)
    if kind == "text":
        sheet.write_string(*at, value)
    elif kind == "number":
        form = formats.setdefault(more, book.add_format({"num_format": more})) if more else None
        sheet.write_number(*at, float(value), form)
    elif kind == "date":
        form = formats.setdefault("date", book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_datetime(*at, datetime.datetime.fromisoformat(value), form)
    elif kind == "boolean":
        sheet.write_boolean(*at, value == "TRUE")
    elif kind == "formula":
        sheet.write_formula(*at, "=" + value, None, more)
book.close()
print(version("xlsxwriter"))
