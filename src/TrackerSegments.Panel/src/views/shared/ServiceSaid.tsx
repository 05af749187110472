import type { ComponentChildren } from 'preact';
import { speaksEnglish } from '../../format/locale';

/** What the service says is English, whatever the page speaks. */
export const ServiceSaid = ({ children }: { children: ComponentChildren }) =>
  speaksEnglish() ? (
    <>{children}</>
  ) : (
    <span lang="en" dir="ltr">
      {children}
    </span>
  );
