// Writes the cells of a file that `cells.ts` made with excelize: producer CELLS WORKBOOK.
package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

func main() {
	text, err := os.ReadFile(os.Args[1])
	check(err)
	book := excelize.NewFile()
	hidden := ""
	for _, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		parts := strings.Split(line, "\t")
		sheet, kind, value, more := parts[0], parts[3], parts[4], parts[5]
		if index, _ := book.GetSheetIndex(sheet); index == -1 {
			_, err = book.NewSheet(sheet)
			check(err)
		}
		row, _ := strconv.Atoi(parts[1])
		column, _ := strconv.Atoi(parts[2])
		at := ""
		if kind != "hidden" {
			at, err = excelize.CoordinatesToCellName(column, row)
			check(err)
		}
		switch kind {
		case "text":
			check(book.SetCellStr(sheet, at, value))
		case "number":
			number, err := strconv.ParseFloat(value, 64)
			check(err)
			check(book.SetCellFloat(sheet, at, number, -1, 64))
			if more != "" {
				format(book, sheet, at, more)
			}
		case "date":
			day, err := time.Parse("2006-01-02", value)
			check(err)
			check(book.SetCellValue(sheet, at, day))
			format(book, sheet, at, "yyyy-mm-dd")
		case "boolean":
			check(book.SetCellBool(sheet, at, value == "TRUE"))
		case "formula":
			check(book.SetCellFormula(sheet, at, value))
		case "hidden":
			hidden = sheet
		}
	}
	check(book.DeleteSheet("Sheet1"))
	if hidden != "" {
		check(book.SetSheetVisible(hidden, false))
	}
	check(book.SaveAs(os.Args[2]))
	info, _ := debug.ReadBuildInfo()
	for _, module := range info.Deps {
		if strings.Contains(module.Path, "excelize") {
			fmt.Println(module.Version)
		}
	}
}

func format(book *excelize.File, sheet, at, code string) {
	style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &code})
	check(err)
	check(book.SetCellStyle(sheet, at, at, style))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
