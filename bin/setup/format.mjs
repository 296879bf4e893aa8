import { join } from 'node:path';
import { ROOT } from './checkout.mjs';

/** The formatter over the whole checkout; which files and how, .oxfmtrc.json says. With `--write` or `--check`. */
export const FORMAT = [join(ROOT, 'node_modules', 'oxfmt', 'bin', 'oxfmt'), '.'];
