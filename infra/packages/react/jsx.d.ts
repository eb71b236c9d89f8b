import type { Notification, NotificationClient } from '@trader-notifications/client';
import type { RenderRow, Texts, TraderInbox } from '@trader-notifications/inbox';
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

/** What `<trader-inbox>` takes. React 19 sets properties; React 18 does not, and needs a ref. */
export interface TraderInboxAttributes extends DetailedHTMLProps<
  HTMLAttributes<TraderInbox>,
  TraderInbox
> {
  align?: 'start' | undefined;
  class?: string | undefined;
  client?: NotificationClient | undefined;
  timeZone?: string | undefined;
  texts?: Partial<Texts> | undefined;
  renderRow?: RenderRow | undefined;
  /** The page listens to the event of that name. */
  details?: boolean | '' | undefined;
  onopen?: ((event: CustomEvent<Notification>) => void) | undefined;
  ondetails?: ((event: CustomEvent<Notification>) => void) | undefined;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'trader-inbox': TraderInboxAttributes;
    }
  }
}
