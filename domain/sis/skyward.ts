import type { Sis } from './sis.js';

/** Data mining exports with short headers: `Stu Num`, `Grd`, `Entity`. */
export const skyward: Sis = {
  id: 'skyward',
  name: 'Skyward',
  recognisedBy: [[/^namelinkid$/i], [/^name ?key$/i, /^(?:entity|stu num|other id|grd|gr)$/i], [/^entity$/i, /^(?:stu (?:num|id)|grd|gr)$/i]],
  headers: { status: 'stustatus currentstatus', exitDate: 'wddate', school: 'entity', ignored: 'namekey defaultentity stutype' },
  statuses: { present: 'A, Active, Current', gone: 'I, Inactive, W' },
  dates: 'month_first',
};
