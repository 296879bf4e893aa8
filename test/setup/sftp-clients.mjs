import { fetchPrograms } from './fetch-programs.mjs';

export default fetchPrograms('openssh', 'lftp', 'paramiko');
