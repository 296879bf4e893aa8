import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes the cells of a file that `cells.ts` made with Apache POI: java Poi.java CELLS WORKBOOK xssf|sxssf. */
public class Poi {
  public static void main(String[] args) throws Exception {
    boolean streams = args[2].equals("sxssf");
    try (Workbook book = streams ? new SXSSFWorkbook(2) : new XSSFWorkbook();
        FileOutputStream out = new FileOutputStream(args[1])) {
      for (String line : Files.readAllLines(Path.of(args[0]))) {
        String[] parts = line.split("\t", -1);
        Sheet sheet = book.getSheet(parts[0]) == null ? book.createSheet(parts[0]) : book.getSheet(parts[0]);
        if (parts[3].equals("hidden")) {
          book.setSheetHidden(book.getSheetIndex(sheet), true);
          continue;
        }
        int place = Integer.parseInt(parts[1]) - 1;
        Row row = sheet.getRow(place) == null ? sheet.createRow(place) : sheet.getRow(place);
        Cell cell = row.createCell(Integer.parseInt(parts[2]) - 1);
        switch (parts[3]) {
          case "text" -> cell.setCellValue(parts[4]);
          case "number" -> {
            cell.setCellValue(Double.parseDouble(parts[4]));
            if (!parts[5].isEmpty()) cell.setCellStyle(style(book, parts[5]));
          }
          case "date" -> {
            cell.setCellValue(LocalDate.parse(parts[4]));
            cell.setCellStyle(style(book, "yyyy-mm-dd"));
          }
          case "boolean" -> cell.setCellValue(parts[4].equals("TRUE"));
          case "formula" -> {
            cell.setCellFormula(parts[4]);
            cell.setCellValue(parts[5]);
          }
          default -> throw new IllegalArgumentException(parts[3]);
        }
      }
      book.write(out);
    }
    System.out.println(org.apache.poi.Version.getVersion());
  }

  private static CellStyle style(Workbook book, String format) {
    CellStyle style = book.createCellStyle();
    style.setDataFormat(book.createDataFormat().getFormat(format));
    return style;
  }
}
