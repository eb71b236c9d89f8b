/** What a page in TypeScript does with the packages. It is only checked, and never runs. */

import {
  byTime,
  NotificationClient,
  type KnownNotification,
  type NotificationOf,
} from '@trader-notifications/client';
import { TraderInbox, type RenderRow } from '@trader-notifications/inbox';
import { Feed } from '@trader-notifications/inbox/feed';
import { NotificationInbox, useNotifications } from '@trader-notifications/react';
import { createRef } from 'react';

const client = new NotificationClient({ ticketUrl: '/v1/tickets', token: async () => 'a-token' });
client.addEventListener('notification', ({ detail }) => {
  const known = detail as KnownNotification;
  if (known.event === 'order_filled') {
    const side: 'buy' | 'sell' = known.data.side;
    const fee: string | undefined = known.data.fee;
    console.log(side, fee);
    // @ts-expect-error A fill has no such field.
    console.log(known.data.liquidation_price);
  }
});
const margin = (call: NotificationOf<'margin_call'>): string => call.data.margin_ratio_percent;

const feed = new Feed(client, () => console.log([...feed.state.notifications].sort(byTime)));
const inbox: TraderInbox | null = document.querySelector('trader-inbox');
const row: RenderRow = ({ title }) => title;
if (inbox) inbox.renderRow = row;
// @ts-expect-error A row is a node or a text.
export const wrong: RenderRow = () => 7;

export function Page() {
  const { client, state, notifications, ack } = useNotifications({
    ticketUrl: '/v1/tickets',
    token: () => 'a',
  });
  const unread = notifications.filter(({ isRead }) => !isRead).map(({ id }) => id);
  return (
    <main onClick={() => ack(unread)} title={state}>
      <trader-inbox
        client={client}
        align="start"
        class="bell"
        renderRow={row}
        onopen={({ detail }) => margin(detail as any)}
      />
      <NotificationInbox
        client={client}
        ref={createRef<TraderInbox>()}
        className="bell"
        onDetails={({ detail }) => detail.id}
        onOpen={(e) => e.detail.link}
      />
      {/* @ts-expect-error There is no such attribute. */}
      <trader-inbox kind="large" />
    </main>
  );
}
