'use client';
import { NotificationInbox, useNotifications } from '@trader-notifications/react';

export default function Page() {
  const { client, unread } = useNotifications({
    ticketUrl: 'https://notifications.example.com/v1/tickets',
    token: () => fetch('/token').then((response) => response.text()), // the exchange's JWT
    list: false, // the inbox loads its own
  });
  return (
    <>
      <NotificationInbox client={client} align="start" />
      <p>{unread} unread</p>
    </>
  );
}
