//! Writes the cells of a file that `cells.ts` made with rust_xlsxwriter: producer CELLS WORKBOOK.
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, XlsxError};

fn main() -> Result<(), XlsxError> {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[1]).expect("the cells");
    let mut book = Workbook::new();
    let mut names: Vec<String> = Vec::new();
    for line in text.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let (name, kind, value, more) = (parts[0], parts[3], parts[4], parts[5]);
        if !names.iter().any(|known| known == name) {
            names.push(name.to_string());
            book.add_worksheet().set_name(name)?;
        }
        let sheet = book.worksheet_from_name(name)?;
        let row: u32 = parts[1].parse().unwrap_or(1) - 1;
        let column: u16 = parts[2].parse().unwrap_or(1) - 1;
        match kind {
            "text" => sheet.write_string(row, column, value)?,
            "number" if more.is_empty() => sheet.write_number(row, column, value.parse::<f64>().unwrap())?,
            "number" => sheet.write_number_with_format(row, column, value.parse::<f64>().unwrap(), &Format::new().set_num_format(more))?,
            "date" => sheet.write_datetime_with_format(row, column, &ExcelDateTime::parse_from_str(value)?, &Format::new().set_num_format("yyyy-mm-dd"))?,
            "boolean" => sheet.write_boolean(row, column, value == "TRUE")?,
            "formula" => sheet.write_formula(row, column, Formula::new(value).set_result(more))?,
            "hidden" => sheet.set_hidden(true),
            other => panic!("{other}"),
        };
    }
    book.save(&args[2])?;
    println!("0.102.0");
    Ok(())
}
