// English and French, long and short, with the day or year that some exports glue to it: `mar23`, `août2024`.
const MONTH =
  /^(jan(uary|v|vier)?|feb(ruary)?|f[ée]v(rier)?|mar(ch|s)?|apr(il)?|avr(il)?|may|mai|june?|juin|july?|juil(let)?|aug(ust)?|ao[uû]t|sept?(ember|embre)?|oct(ober|obre)?|nov(ember|embre)?|d[ée]c(ember|embre)?)\d{0,4}$/;

/**
 * What the daily files of one export have in common: the name without extension, dates and copy marks.
 * `LincolnHighSchool_students_mar23_2023.csv` and `…_mar24_2023.csv` are one series; `grade9.csv` and `grade10.csv` are two.
 */
export function fileSeries(fileName: string): string {
  const words = fileName
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.[a-z0-9]{1,5}$/, '')
    .replace(/\s*\(\d+\)$/, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const isDate = words.map((word) => /^\d{4,}[tz]?\d*z?$/.test(word) || MONTH.test(word));
  // Day and month count as part of a date only beside its year or month: `2023-03-23`, `23 mar`.
  for (const step of [1, -1])
    for (let i = step === 1 ? 0 : words.length - 1; i >= 0 && i < words.length; i += step)
      if (/^\d{1,2}(t\d{0,6}z?)?$/.test(words[i] ?? '') && isDate[i - step] === true) isDate[i] = true;
  return words.filter((_word, i) => isDate[i] !== true).join(' ');
}
