/** The declarations that are written by hand say what the sources do. */

import * as feed from './emitted/packages/inbox/feed.js';
import * as client from './emitted/console/client/index.js';
import * as inbox from './emitted/console/inbox/trader-inbox.js';
import type * as clientByHand from '@trader-notifications/client';
import type * as inboxByHand from '@trader-notifications/inbox';
import type * as feedByHand from '@trader-notifications/inbox/feed';

type Public<Class> = { [Name in keyof Class]: Class[Name] };

export const theClient = (real: client.NotificationClient): Public<clientByHand.NotificationClient> =>
  real;
export const theError = (real: client.ClientError): Public<clientByHand.ClientError> => real;
export const order: typeof clientByHand.byTime = client.byTime;
export const theInbox = (real: inbox.TraderInbox): Public<inboxByHand.TraderInbox> => real;
export const theFeed = (real: feed.Feed): Public<feedByHand.Feed> => real;
