import { onlyRows } from '../files/roster-table.js';
import type { AccidentKind } from './accident.js';
import { cutAtLineEnd, cutInLine, cutNearTheEnd, flicker, gradesMissing, homeroomMissing, nameRangeMissing } from './missing-rows.js';
import {
  blankColumn,
  columnsSwapped,
  headersSwapped,
  numberHeaderRenamed,
  optionalColumnGone,
  parentsAddresses,
  requiredHeaderRenamed,
} from './mixed-columns.js';
import type { Damage, Scene } from './scene.js';
import { leaversListed, tabs } from './whole-files.js';
import {
  accentsLost,
  encodingDamaged,
  numbersExchanged,
  numbersOfFormerStudents,
  numbersShifted,
  rowsBroken,
  rowsContradict,
  rowsDoubled,
  testFile,
  zerosLost,
} from './wrong-values.js';

/** What the SIS sends when this accident happens. */
export function damage(kind: AccidentKind, scene: Scene): Damage {
  switch (kind) {
    case 'student_flickers':
      return flicker(scene);
    case 'cut_in_line':
      return cutInLine(scene);
    case 'cut_at_line_end':
      return cutAtLineEnd(scene);
    case 'cut_near_the_end':
      return cutNearTheEnd(scene);
    case 'grade_missing':
      return gradesMissing(scene, 1);
    case 'grades_missing':
      return gradesMissing(scene, scene.random.int(2, 3));
    case 'homeroom_missing':
      return homeroomMissing(scene);
    case 'name_range_missing':
      return nameRangeMissing(scene);
    case 'blank_column':
      return blankColumn(scene, 1);
    case 'half_blank_column':
      return blankColumn(scene, 0.1 + 0.6 * scene.random.next());
    case 'required_header_renamed':
      return requiredHeaderRenamed(scene);
    case 'number_header_renamed':
      return numberHeaderRenamed(scene);
    case 'optional_column_gone':
      return optionalColumnGone(scene);
    case 'columns_swapped':
      return columnsSwapped(scene);
    case 'headers_swapped':
      return headersSwapped(scene);
    case 'other_schools_file':
      return otherSchool(scene);
    case 'district_file': {
      const others = scene.otherSchools();
      return { ...scene.table, rows: [scene.table, ...others].flatMap((table) => table.rows) };
    }
    case 'last_years_file':
      return scene.lastYear();
    case 'old_file':
      return scene.earlier(scene.random.int(3, 25) + scene.evening);
    case 'numbers_exchanged':
      return numbersExchanged(scene);
    case 'numbers_of_former_students':
      return numbersOfFormerStudents(scene);
    case 'numbers_shifted':
      return numbersShifted(scene, 'top');
    case 'numbers_shifted_below':
      return numbersShifted(scene, 'anywhere');
    case 'zeros_lost':
      return zerosLost(scene, 1);
    case 'zeros_lost_in_some':
      return zerosLost(scene, 0.02 + 0.3 * scene.random.next());
    case 'empty_file':
      return Buffer.alloc(0);
    case 'header_only':
      return onlyRows(scene.table, () => false);
    case 'rows_doubled':
      return rowsDoubled(scene);
    case 'rows_contradict':
      return rowsContradict(scene);
    case 'rows_broken':
      return rowsBroken(scene);
    case 'encoding_damaged':
      return encodingDamaged(scene);
    case 'accents_lost':
      return accentsLost(scene);
    case 'parents_addresses':
      return parentsAddresses(scene, 1);
    case 'parents_addresses_in_some':
      return parentsAddresses(scene, 0.02 + 0.3 * scene.random.next());
    case 'status_column_begins':
      return leaversListed(scene, 'with their status');
    case 'leavers_without_status':
      return leaversListed(scene, 'as if they were here');
    case 'tabs':
      return tabs(scene);
    case 'test_file':
      return testFile(scene);
    case 'no_file':
      return 'nothing';
  }
}

/** The export job of one school was pointed at another. */
function otherSchool(scene: Scene): Damage {
  const others = scene.otherSchools();
  return others.length === 0 ? 'nothing' : scene.random.pick(others);
}
