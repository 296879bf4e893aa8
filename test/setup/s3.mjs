import { fetchPrograms } from './fetch-programs.mjs';

export default fetchPrograms('s3');
