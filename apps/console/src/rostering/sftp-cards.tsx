import type { ReactNode } from 'react';
import type { School } from '../api.js';
import type { HandoverStanding } from '../../../client/api-types.js';
import { HandoverCard } from '../setup/handover-card.js';
import { SftpAccessCard } from './sftp-access.js';
import { SftpDetailsCard, type FirstPassword } from './sftp-details.js';

/** Beside the settings of a school whose method is SFTP: what the SIS needs, the link that hands it over, and who came. */
export function SftpCards({
  school,
  handover,
  firstPassword,
}: {
  school: School;
  /** Undefined: not known. */
  handover: HandoverStanding | null | undefined;
  firstPassword: FirstPassword;
}): ReactNode {
  return (
    <>
      <SftpDetailsCard school={school} firstPassword={firstPassword} />
      {firstPassword.isPending ? null : (
        <>
          {handover === undefined ? null : <HandoverCard school={school} handover={handover} />}
          <SftpAccessCard school={school} />
        </>
      )}
    </>
  );
}
