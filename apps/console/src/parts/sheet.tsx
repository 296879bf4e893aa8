import type { ReactNode } from 'react';
import { LanguageSwitch } from './language-switch.js';
import { Mark } from './mark.js';

/** The page of somebody who is not signed in: one white sheet under the name of the product. */
export function Sheet({ wide = false, children }: { wide?: boolean; children: ReactNode }): ReactNode {
  return (
    <div className="rc-signin">
      <main className="rc-signin-sheet" data-wide={wide}>
        <div className="rc-signin-head">
          <span className="rc-brand">
            <Mark size={36} /> Rollcall
          </span>
          <LanguageSwitch />
        </div>
        <div className="rc-card">{children}</div>
      </main>
    </div>
  );
}
